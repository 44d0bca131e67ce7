// An operator who accepts the model of the user's security key, among others.
import type { Page } from '@playwright/test';
import { type Authenticator, VIRTUAL_AAGUID, YUBIKEY_5_NFC } from '../../support/authenticator';
import { expect, test } from '../../support/fixtures';
import { SECURITY_KEY } from '../../support/kinds';
import type { RegistrationPage } from '../../support/pages/registration-page';
import { asked, spy } from '../../support/spy';

test.use({ settings: { CIM_SECURITY_KEY_MODELS: `${YUBIKEY_5_NFC},${VIRTUAL_AAGUID}` } });

test('the key is asked for its model, and registered', async ({ agent, registrar, user, linkFor }) => {
  const { page, registration } = await registrar(SECURITY_KEY);
  await spy(page);
  await registration.register(await linkFor(user, SECURITY_KEY));
  expect(await asked(page)).toMatchObject([{ attestation: 'direct' }]);
  await agent.profile.open(user.id, 'authenticators');
  // Nothing is proven without the metadata of the FIDO Alliance.
  await expect(agent.profile.fact('Provider or model')).toHaveText('Chromium virtual authenticator (as the device reported it)');
});

/** A browser that fails to register the key `times` times, whatever it is asked. */
async function fail(registration: RegistrationPage, authenticator: Authenticator, times: number): Promise<void> {
  await authenticator.setUserVerified(false);
  for (let time = 1; time <= times; time++) {
    await registration.create.click();
    await registration.says('The security key was not registered');
    if (time === times) await authenticator.setUserVerified(true);
    await registration.tryAgain.click();
    await registration.says(SECURITY_KEY.ready);
  }
}

const attestations = async (page: Page): Promise<unknown[]> => (await asked(page)).map(({ attestation }) => attestation);

test('who cancels once is asked for the proof again, and the key is registered', async ({ registrar, user, linkFor, database }) => {
  const { page, registration, authenticator } = await registrar(SECURITY_KEY);
  await spy(page);
  await registration.begin(await linkFor(user, SECURITY_KEY));
  await fail(registration, authenticator, 1);
  await registration.finish();
  expect(await attestations(page)).toEqual(['direct', 'direct']);
  expect(database.authenticators(user)).toEqual(['active']);
});

test('after two failures one try goes without the proof, and the next asks for it again', async ({
  registrar,
  user,
  linkFor,
  database,
}) => {
  const { page, registration, authenticator } = await registrar(SECURITY_KEY);
  await spy(page);
  await registration.begin(await linkFor(user, SECURITY_KEY));
  await fail(registration, authenticator, 2);
  await registration.create.click();
  // Chromium then hides the AAGUID of a security key, so that the server cannot tell whether it is one of the list.
  await registration.says(SECURITY_KEY.refused);
  await expect(page.getByText('Your security key could not prove its make and model.')).toBeVisible();
  expect(database.linkStates(user)).toEqual(['open']);
  await registration.finishAgain();
  expect(await attestations(page)).toEqual(['direct', 'direct', 'none', 'direct']);
  expect(database.authenticators(user)).toEqual(['active']);
});

/** An engine that hides the proof when it is not asked for, and the model not: Chromium hides both. */
async function keepTheModel(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const real = CredentialsContainer.prototype.create;
    CredentialsContainer.prototype.create = async function (options) {
      const key = options?.publicKey;
      const hides = key?.attestation === 'none';
      if (key !== undefined && hides) key.attestation = 'direct';
      const credential = (await real.call(this, options)) as PublicKeyCredential;
      if (!hides) return credential;
      const response = credential.response as AuthenticatorAttestationResponse;
      const data = new Uint8Array(response.getAuthenticatorData());
      // CBOR: { fmt: "none", attStmt: {}, authData: data }.
      const text = (words: string): number[] => [0x60 + words.length, ...new TextEncoder().encode(words)];
      const words = [...text('fmt'), ...text('none'), ...text('attStmt'), 0xa0, ...text('authData')];
      const head = [0xa3, ...words, 0x59, data.length >> 8, data.length & 255];
      Object.defineProperty(response, 'attestationObject', { value: new Uint8Array([...head, ...data]).buffer });
      return credential;
    };
  });
}

test('where the device fails only with the proof, the try without it succeeds, and the profile says that nothing is proven', async ({
  agent,
  registrar,
  user,
  linkFor,
}) => {
  const { page, registration, authenticator } = await registrar(SECURITY_KEY);
  await keepTheModel(page);
  await spy(page);
  await registration.begin(await linkFor(user, SECURITY_KEY));
  await fail(registration, authenticator, 2);
  await registration.finish();
  expect(await attestations(page)).toEqual(['direct', 'direct', 'none']);
  await agent.profile.open(user.id, 'authenticators');
  await expect(agent.profile.fact('Provider or model')).toHaveText('Chromium virtual authenticator (as the device reported it)');
});
