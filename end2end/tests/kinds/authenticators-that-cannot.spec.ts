// Authenticators that cannot do what the page requests. The page says what to do, and the link stays open.
import type { Page } from '@playwright/test';
import { Authenticator, type Device, U2F_KEY, USB_KEY } from '../../support/authenticator';
import { expect, test } from '../../support/fixtures';
import { KINDS, type Kind, PASSKEY, SECURITY_KEY } from '../../support/kinds';

const NOT_CREATED: Readonly<Record<Kind['slug'], string>> = {
  passkey: 'No passkey was created',
  'security-key': 'The security key was not registered',
  'windows-hello': 'Windows Hello was not registered',
};

for (const kind of KINDS) {
  test(`${kind.label}: after a wrong face, finger or PIN nothing is lost`, async ({
    registrar,
    user,
    linkFor,
    database,
  }) => {
    const { page, registration, authenticator } = await registrar(kind);
    await authenticator.setUserVerified(false);
    await registration.join(await linkFor(user, kind));
    await registration.create.click();
    await registration.says(NOT_CREATED[kind.slug]);
    await expect(page.getByText('You can try again: your link still works.')).toBeVisible();
    expect(database.linkStates(user)).toEqual(['open']);
    await authenticator.setUserVerified(true);
    await registration.finishAgain();
  });
}

const WEAK: readonly { readonly what: string; readonly key: Device }[] = [
  { what: 'that supports only U2F', key: U2F_KEY },
  { what: 'that has no PIN', key: { ...USB_KEY, hasUserVerification: false, isUserVerified: false } },
  { what: 'that cannot store passkeys', key: { ...USB_KEY, hasResidentKey: false } },
];

for (const { what, key } of WEAK) {
  test(`a security key ${what} is not registered, but another one can be, with the same link`, async ({ registrar, user, linkFor, database }) => {
    const { page, registration, authenticator } = await registrar(SECURITY_KEY, { authenticator: key });
    await registration.join(await linkFor(user, SECURITY_KEY));
    await registration.create.click();
    // Chromium gives no other reason than that it was not allowed.
    await registration.says(NOT_CREATED['security-key']);
    await expect(page.getByText('You cancelled, ran out of time, or the key could not be used.')).toBeVisible();
    expect(database.linkStates(user)).toEqual(['open']);
    await authenticator.detach();
    await Authenticator.attach(page, USB_KEY);
    await registration.finishAgain();
  });
}

/** Makes the browser end the prompt when the page gets the event `test-gives-up`. */
async function givesUp(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const real = CredentialsContainer.prototype.create;
    CredentialsContainer.prototype.create = function (options) {
      const controller = new AbortController();
      addEventListener('test-gives-up', () => controller.abort(), { once: true });
      return real.call(this, { ...options, signal: controller.signal });
    };
  });
}

for (const kind of KINDS) {
  test(`${kind.label}: when nobody touches it and the browser gives up, nothing is lost`, async ({ registrar, user, linkFor, database }) => {
    const { page, registration, authenticator } = await registrar(kind, {
      authenticator: { ...kind.authenticator, automaticPresenceSimulation: false },
    });
    await givesUp(page);
    await registration.join(await linkFor(user, kind));
    await registration.create.click();
    await expect(page.getByRole('status')).toHaveText('Follow the instructions on your device');
    await page.evaluate(() => dispatchEvent(new Event('test-gives-up')));
    await registration.says('Something went wrong on this device');
    await expect(page.getByText('Your link still works. Try again, or open it on another device.')).toBeVisible();
    expect(database.linkStates(user)).toEqual(['open']);
    await authenticator.setTouched(true);
    await registration.finishAgain();
  });
}

test('when nobody touches a security key until the time is up, the user can try again', async ({ registrar, user, linkFor }) => {
  const { page, registration, authenticator } = await registrar(SECURITY_KEY, {
    authenticator: { ...USB_KEY, automaticPresenceSimulation: false },
  });
  await page.addInitScript(() => {
    const real = CredentialsContainer.prototype.create;
    CredentialsContainer.prototype.create = function (options) {
      Object.assign(options?.publicKey ?? {}, { timeout: 1 });
      return real.call(this, options);
    };
  });
  await registration.join(await linkFor(user, SECURITY_KEY));
  await registration.create.click();
  await registration.says(NOT_CREATED['security-key']);
  await authenticator.setTouched(true);
  await registration.tryAgain.click();
  await registration.says(SECURITY_KEY.ready);
});

test('the server refuses a response without user verification', async ({
  registrar,
  user,
  linkFor,
  database,
}) => {
  const { page, registration } = await registrar(PASSKEY, { authenticator: { transport: 'internal', isUserVerified: true } });
  await page.addInitScript(() => {
    const real = CredentialsContainer.prototype.create;
    CredentialsContainer.prototype.create = async function (options) {
      const credential = (await real.call(this, options)) as PublicKeyCredential;
      const response = credential.response as AuthenticatorAttestationResponse;
      // Find the hash of the RP ID. The byte after it contains the flags: 0x45 means user present, user verified and attested
      // credential data.
      const bytes = new Uint8Array(response.attestationObject.slice(0));
      const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode('localhost')));
      const at = bytes.findIndex((_, from) => hash.every((byte, offset) => bytes[from + offset] === byte));
      bytes[at + hash.length] = (bytes[at + hash.length] as number) & ~0x04;
      Object.defineProperty(response, 'attestationObject', { value: bytes.buffer });
      return credential;
    };
  });
  await registration.join(await linkFor(user));
  await registration.create.click();
  await registration.says(PASSKEY.refused);
  await expect(page.getByText('Your device did not check it was you.')).toBeVisible();
  expect(database.authenticators(user)).toEqual([]);
});
