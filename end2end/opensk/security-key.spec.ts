// A security key that others have written, with a PIN, registers and signs in over HTTP; and what the server refuses of it.
import { PASSKEY } from '../support/kinds';
import { RA_MANAGER } from '../support/staff';
import { WHOLE_LIFE } from '../support/words';
import { type CreationOptions, type RequestOptions, expect, KeyError, test } from './support/fixtures';

/** The options as a browser uses them that does not insist on a PIN. */
const lax = <Options extends CreationOptions | RequestOptions>({ publicKey }: Options) => {
  const asks = { userVerification: 'discouraged' };
  const selection = 'authenticatorSelection' in publicKey ? { authenticatorSelection: { ...publicKey.authenticatorSelection, ...asks } } : asks;
  return { publicKey: { ...publicKey, ...selection } };
};

test('the first RA Manager registers with the printed link and signs in', async ({ manager, database }) => {
  expect(await manager.done('who_am_i', {})).toMatchObject({ name: 'Amina Okafor' });
  expect(database.audit(database.person(RA_MANAGER)).slice(0, 3)).toEqual(['invite done', 'register done', 'sign-in done']);
});

test('a security key is registered, signs in, and is removed', async ({ manager, holder, user, database }) => {
  const person = await holder('4711');
  await person.register(await manager.linkFor(user));
  expect(database.linkStates(user)).toEqual(['registered']);
  await person.signIn();
  const list = await manager.done<[{ id: string }]>('list_authenticators', { unique_user_id: user.id });
  expect(list).toMatchObject([{ kind: 'security_key', assurance: 'aal3', synced: false, model_proven: false, removal: null }]);

  await manager.done('remove_authenticator', { unique_user_id: user.id, authenticator_id: list[0].id, reason: 'other', note: '', confirmed: true });
  const response = await person.key.get(await person.signInOptions());
  expect(await person.refused('finish_sign_in', response)).toEqual({ unknown_credential: { ceremony: 'removed' } });
  expect(database.audit(user)).toEqual(WHOLE_LIFE);
});

test('a key that is registered already notices it, and cannot be registered twice', async ({ manager, holder, user, database }) => {
  const person = await holder('4711');
  const { id } = await person.register(await manager.linkFor(user));
  const options = await person.join(await manager.linkFor(user));
  expect(options.publicKey.excludeCredentials).toMatchObject([{ id }]);
  await expect(person.key.create(options)).rejects.toThrow(/CREDENTIAL_EXCLUDED/);
  expect(database.authenticators(user)).toEqual(['active']);
});

test('a key without a PIN is refused, even if the browser does not insist on one', async ({ manager, holder, user, database }) => {
  const link = await manager.linkFor(user);
  const person = await holder();
  const options = await person.join(link);
  await expect(person.key.create(options)).rejects.toThrow(KeyError);
  const response = await person.key.create(lax(options));
  expect(await person.refused('finish_registration', response)).toEqual({ unknown_credential: { ceremony: 'not_verified' } });
  expect(database.linkStates(user)).toEqual(['open']);

  await person.key.setPin('4711');
  await person.register(link);
});

test('without its PIN a key does not even say that it has a passkey', async ({ manager, holder, user }) => {
  const person = await holder('4711');
  await person.register(await manager.linkFor(user));
  await person.key.typePin('0000');
  await expect(person.signIn()).rejects.toThrow(/PIN_INVALID/);
  await expect(person.key.get(lax(await person.signInOptions()))).rejects.toThrow(/NO_CREDENTIALS/);
});

test('nobody signs in without the PIN, even if neither the browser nor the key insists on it', async ({ manager, holder, user }) => {
  const person = await holder('4711');
  // The key protects the passkey only because the options ask for this, in an extension.
  await person.register(await manager.linkFor(user), ({ publicKey }) => ({ publicKey: { ...publicKey, extensions: {} } }));
  const response = await person.key.get(lax(await person.signInOptions()));
  expect(await person.refused('finish_sign_in', response)).toEqual({ ceremony: 'not_verified' });
  await person.signIn();
});

test('a copy of a key is refused, because its counter has fallen behind', async ({ manager, holder, user, database }) => {
  const seed = 1000;
  const person = await holder('4711', seed);
  const thief = await holder('4711', seed);
  let made = {};
  const { id } = await person.register(await manager.linkFor(user), (options) => {
    made = options;
    return options;
  });
  expect(await thief.key.create(made), 'the copy has the same passkey').toMatchObject({ id });
  await person.signIn();
  const response = await thief.key.get(await thief.signInOptions());
  expect(await thief.refused('finish_sign_in', response)).toEqual({ ceremony: 'counter_went_back' });
  await person.signIn();
  expect(database.audit(user)).toEqual(['generate-link done', 'register done', 'sign-in done', 'sign-in refused', 'sign-in done']);
});

test('a link for a passkey refuses what the browser names as a security key', async ({ manager, holder, user, database }) => {
  const person = await holder('4711');
  const made = await person.key.create(await person.join(await manager.linkFor(user, PASSKEY)));
  // Yubico's client does not say how it has reached the key. A browser does.
  const response = { ...made, response: { ...made.response, transports: ['usb'] } };
  expect(await person.refused('finish_registration', response)).toEqual({ unknown_credential: { ceremony: 'security_key_for_passkey' } });
  expect(database.linkStates(user)).toEqual(['open']);
});
