// An authenticator that is in the user's list is not registered again: the browser leaves it out, and the page says so.
import { Authenticator, USB_KEY } from '../../support/authenticator';
import { expect, test } from '../../support/fixtures';
import { PASSKEY, SECURITY_KEY, WINDOWS_HELLO } from '../../support/kinds';
import { asked, spy } from '../../support/spy';

test('a security key that is registered already says so, and another key takes its place', async ({
  registrar,
  user,
  linkFor,
  database,
}) => {
  const { page, registration, authenticator } = await registrar(SECURITY_KEY);
  await registration.register(await linkFor(user, SECURITY_KEY));
  await spy(page);
  await registration.begin(await linkFor(user, SECURITY_KEY));
  await registration.create.click();
  await registration.says('This security key is already registered');
  await expect(page.getByText('To register another key, take this one out, plug the other one in, and try again.')).toBeVisible();
  expect(await asked(page)).toMatchObject([{ excluded: [{ transports: ['usb'] }] }]);
  expect(await authenticator.credentials()).toHaveLength(1);

  await authenticator.detach();
  await Authenticator.attach(page, USB_KEY);
  await registration.finishAgain();
  expect(database.authenticators(user)).toEqual(['active', 'active']);
});

test('a computer that is registered as Windows Hello already says so, and that there is nothing to do', async ({
  registrar,
  user,
  linkFor,
  database,
}) => {
  const { page, registration } = await registrar(WINDOWS_HELLO);
  await registration.register(await linkFor(user, WINDOWS_HELLO));
  await registration.begin(await linkFor(user, WINDOWS_HELLO));
  await registration.create.click();
  await registration.says('This computer is already registered');
  await expect(page.getByText('so there is nothing more to do here.')).toBeVisible();
  await expect(registration.main.getByRole('button')).toHaveCount(0);
  expect(database.authenticators(user)).toEqual(['active']);
});

test('a computer that holds a passkey cannot be Windows Hello as well', async ({ registrar, user, linkFor, database }) => {
  const { registration, authenticator } = await registrar(WINDOWS_HELLO);
  const passkey = await registrar(PASSKEY, { device: WINDOWS_HELLO.device, authenticator: WINDOWS_HELLO.authenticator });
  await passkey.registration.open(await linkFor(user));
  await passkey.registration.continueHere.click();
  await passkey.registration.finish();
  await authenticator.add(await passkey.authenticator.credential());

  await registration.begin(await linkFor(user, WINDOWS_HELLO));
  await registration.create.click();
  await registration.says('This computer is already registered');
  expect(database.authenticators(user)).toEqual(['active']);
});

test('what was removed is not left out', async ({ agent, registrar, user, linkFor, database }) => {
  const { page, registration } = await registrar(SECURITY_KEY);
  await registration.register(await linkFor(user, SECURITY_KEY));
  await agent.removeAuthenticator(user.id);
  await spy(page);
  await registration.register(await linkFor(user, SECURITY_KEY));
  expect(await asked(page)).toMatchObject([{ excluded: [] }]);
  expect(database.authenticators(user)).toEqual(['removed', 'active']);
});
