// An authenticator that the user has already is not registered again. The browser refuses it, and the page says so.
import { Authenticator, USB_KEY } from '../../support/authenticator';
import { expect, test } from '../../support/fixtures';
import { PASSKEY, SECURITY_KEY, WINDOWS_HELLO } from '../../support/kinds';
import { asked, spy } from '../../support/spy';

test('for a security key that is registered already the page says so, and another key can be registered instead', async ({
  registrar,
  user,
  linkFor,
  database,
}) => {
  const { page, registration, authenticator } = await registrar(SECURITY_KEY);
  await registration.register(await linkFor(user, SECURITY_KEY));
  await spy(page);
  await registration.join(await linkFor(user, SECURITY_KEY));
  await registration.create.click();
  await registration.says('This security key is already registered');
  await expect(page.getByText('To register another key, remove this one, plug in the other one and try again.')).toBeVisible();
  expect(await asked(page)).toMatchObject([{ excluded: [{ transports: ['usb'] }] }]);
  expect(await authenticator.credentials()).toHaveLength(1);

  await authenticator.detach();
  await Authenticator.attach(page, USB_KEY);
  await registration.finishAgain();
  expect(database.authenticators(user)).toEqual(['active', 'active']);
});

test('on a computer that is registered as Windows Hello already, the page says that there is nothing more to do', async ({
  registrar,
  user,
  linkFor,
  database,
}) => {
  const { page, registration } = await registrar(WINDOWS_HELLO);
  await registration.register(await linkFor(user, WINDOWS_HELLO));
  await registration.join(await linkFor(user, WINDOWS_HELLO));
  await registration.create.click();
  await registration.says('This computer is already registered');
  await expect(page.getByText('so you do not need to do anything else.')).toBeVisible();
  await expect(registration.main.getByRole('button')).toHaveCount(0);
  expect(database.authenticators(user)).toEqual(['active']);
});

test('a computer with a passkey cannot also be registered as Windows Hello', async ({ registrar, user, linkFor, database }) => {
  const { registration, authenticator } = await registrar(WINDOWS_HELLO);
  const passkey = await registrar(PASSKEY, { device: WINDOWS_HELLO.device, authenticator: WINDOWS_HELLO.authenticator });
  await passkey.registration.open(await linkFor(user));
  await passkey.registration.continueHere.click();
  await passkey.registration.finish();
  await authenticator.add(await passkey.authenticator.credential());

  await registration.join(await linkFor(user, WINDOWS_HELLO));
  await registration.create.click();
  await registration.says('This computer is already registered');
  expect(database.authenticators(user)).toEqual(['active']);
});

test('an authenticator that was removed can be registered again', async ({ agent, registrar, user, linkFor, database }) => {
  const { page, registration } = await registrar(SECURITY_KEY);
  await registration.register(await linkFor(user, SECURITY_KEY));
  await agent.removeAuthenticator(user.id);
  await spy(page);
  await registration.register(await linkFor(user, SECURITY_KEY));
  expect(await asked(page)).toMatchObject([{ excluded: [] }]);
  expect(database.authenticators(user)).toEqual(['removed', 'active']);
});
