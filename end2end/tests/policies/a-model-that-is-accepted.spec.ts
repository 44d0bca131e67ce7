// The operator accepts some models of security keys, and the user's key is one of them.
import type { Page } from '@playwright/test';
import { type Authenticator, VIRTUAL_AAGUID, YUBIKEY_5_NFC } from '../../support/authenticator';
import { expect, test } from '../../support/fixtures';
import { SECURITY_KEY } from '../../support/kinds';
import type { RegistrationPage } from '../../support/pages/registration-page';
import { asked, spy } from '../../support/spy';

test.use({ settings: { CIM_SECURITY_KEY_MODELS: `${YUBIKEY_5_NFC},${VIRTUAL_AAGUID}` } });

test('the page requests the proof of the model, and the key is registered', async ({ agent, registrar, user, linkFor }) => {
  const { page, registration } = await registrar(SECURITY_KEY);
  await spy(page);
  await registration.register(await linkFor(user, SECURITY_KEY));
  expect(await asked(page)).toMatchObject([{ attestation: 'direct' }]);
  await agent.profile.open(user.id, 'authenticators');
  // Without the metadata of the FIDO Alliance, no model is proven.
  await expect(agent.profile.fact('Make and model')).toHaveText('Chromium virtual authenticator (reported by the device, not verified)');
});

/** Makes the browser fail to register the key `times` times, whatever the options are. */
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

test('after one failure the page requests the proof again, and the key is registered', async ({ registrar, user, linkFor, database }) => {
  const { page, registration, authenticator } = await registrar(SECURITY_KEY);
  await spy(page);
  await registration.join(await linkFor(user, SECURITY_KEY));
  await fail(registration, authenticator, 1);
  await registration.finish();
  expect(await attestations(page)).toEqual(['direct', 'direct']);
  expect(database.authenticators(user)).toEqual(['active']);
});

test('after two failures the page makes one try without the proof, and then requests it again', async ({
  registrar,
  user,
  linkFor,
  database,
}) => {
  const { page, registration, authenticator } = await registrar(SECURITY_KEY);
  await spy(page);
  await registration.join(await linkFor(user, SECURITY_KEY));
  await fail(registration, authenticator, 2);
  await registration.create.click();
  // Without the proof Chromium hides the AAGUID of a security key, so the server does not know whether it is on the list.
  await registration.says(SECURITY_KEY.refused);
  await expect(page.getByText('We could not check the make and model of your security key.')).toBeVisible();
  expect(database.linkStates(user)).toEqual(['open']);
  await registration.finishAgain();
  expect(await attestations(page)).toEqual(['direct', 'direct', 'none', 'direct']);
  expect(database.authenticators(user)).toEqual(['active']);
});

/** Makes the browser hide only the proof when it is not requested, but not the model. Chromium itself hides both. */
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

test('if a device fails only with the proof, the try without it succeeds, and the profile says that the model is not proven', async ({
  agent,
  registrar,
  user,
  linkFor,
}) => {
  const { page, registration, authenticator } = await registrar(SECURITY_KEY);
  await keepTheModel(page);
  await spy(page);
  await registration.join(await linkFor(user, SECURITY_KEY));
  await fail(registration, authenticator, 2);
  await registration.finish();
  expect(await attestations(page)).toEqual(['direct', 'direct', 'none']);
  await agent.profile.open(user.id, 'authenticators');
  await expect(agent.profile.fact('Make and model')).toHaveText('Chromium virtual authenticator (reported by the device, not verified)');
});
