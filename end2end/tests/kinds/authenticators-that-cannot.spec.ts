// Authenticators that do not do what is asked of them: the page says what to do, and the link stays open.
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
  test(`${kind.label}: a face, finger or PIN that is not the right one loses nothing`, async ({
    registrar,
    user,
    linkFor,
    database,
  }) => {
    const { page, registration, authenticator } = await registrar(kind);
    await authenticator.setUserVerified(false);
    await registration.begin(await linkFor(user, kind));
    await registration.create.click();
    await registration.says(NOT_CREATED[kind.slug]);
    await expect(page.getByText('Nothing is lost: your link still works.')).toBeVisible();
    expect(database.linkStates(user)).toEqual(['open']);
    await authenticator.setUserVerified(true);
    await registration.finishAgain();
  });
}

const WEAK: readonly { readonly what: string; readonly key: Device }[] = [
  { what: 'that knows U2F only', key: U2F_KEY },
  { what: 'that knows no PIN', key: { ...USB_KEY, hasUserVerification: false, isUserVerified: false } },
  { what: 'that has no room for passkeys', key: { ...USB_KEY, hasResidentKey: false } },
];

for (const { what, key } of WEAK) {
  test(`a security key ${what} is not registered; another one is, with the same link`, async ({ registrar, user, linkFor, database }) => {
    const { page, registration, authenticator } = await registrar(SECURITY_KEY, { authenticator: key });
    await registration.begin(await linkFor(user, SECURITY_KEY));
    await registration.create.click();
    // Chromium says no more of it than that it was not allowed.
    await registration.says(NOT_CREATED['security-key']);
    await expect(page.getByText('You cancelled, it took too long, or the key could not be used.')).toBeVisible();
    expect(database.linkStates(user)).toEqual(['open']);
    await authenticator.detach();
    await Authenticator.attach(page, USB_KEY);
    await registration.finishAgain();
  });
}

/** The browser gives up when the test says so. */
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
  test(`${kind.label}: nobody touches it, and the browser gives up`, async ({ registrar, user, linkFor, database }) => {
    const { page, registration, authenticator } = await registrar(kind, {
      authenticator: { ...kind.authenticator, automaticPresenceSimulation: false },
    });
    await givesUp(page);
    await registration.begin(await linkFor(user, kind));
    await registration.create.click();
    await expect(page.getByRole('status')).toHaveText('Follow the instructions of your device …');
    await page.evaluate(() => dispatchEvent(new Event('test-gives-up')));
    await registration.says('Something went wrong on this device');
    await expect(page.getByText('Nothing is lost: your link still works.')).toBeVisible();
    expect(database.linkStates(user)).toEqual(['open']);
    await authenticator.setTouched(true);
    await registration.finishAgain();
  });
}

test('nobody touches it until the time is up', async ({ registrar, user, linkFor }) => {
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
  await registration.begin(await linkFor(user, SECURITY_KEY));
  await registration.create.click();
  await registration.says(NOT_CREATED['security-key']);
  await authenticator.setTouched(true);
  await registration.tryAgain.click();
  await registration.says(SECURITY_KEY.ready);
});

test('the answer is judged by the server as well: without the sign that it was you, nothing is registered', async ({
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
      // The flags stand after the hash of the RP ID, wherever that begins: 0x45 says present, verified, attested.
      const bytes = new Uint8Array(response.attestationObject.slice(0));
      const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode('localhost')));
      const at = bytes.findIndex((_, from) => hash.every((byte, offset) => bytes[from + offset] === byte));
      bytes[at + hash.length] = (bytes[at + hash.length] as number) & ~0x04;
      Object.defineProperty(response, 'attestationObject', { value: bytes.buffer });
      return credential;
    };
  });
  await registration.begin(await linkFor(user));
  await registration.create.click();
  await registration.says(PASSKEY.refused);
  await expect(page.getByText('Your device did not check that it was you.')).toBeVisible();
  expect(database.authenticators(user)).toEqual([]);
});
