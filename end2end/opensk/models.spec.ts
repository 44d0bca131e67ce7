// The operator accepts some models of security keys, and a key that attests only itself is none of them.
import { YUBIKEY_5_NFC } from '../support/authenticator';
import { expect, test } from './support/fixtures';

// The first RA Manager's link is for a passkey then, so the policy does not concern their own key.
test.use({ settings: { CIM_SECURITY_KEY_MODELS: YUBIKEY_5_NFC } });

test('the proof of the model is asked for, and a key that has none is refused', async ({ manager, holder, user, database }) => {
  const person = await holder('4711');
  const options = await person.join(await manager.linkFor(user));
  expect(options.publicKey.attestation).toBe('direct');
  const response = await person.key.create(options);
  expect(await person.refused('finish_registration', response)).toEqual({ unknown_credential: { ceremony: 'model_not_proven' } });
  expect(database.linkStates(user)).toEqual(['open']);
});
