// What the user reads when the device does not do what it should, and how the user goes on.
import { PASSKEY, SECURITY_KEY } from '../support/kinds';
import { joinLink, linkFor } from '../support/webdriver/steps';
import { expect, test } from './support/fixtures';
import { register, signIn } from './support/steps';

test('when the user cancels, nothing is lost and Try again works', async ({ manager, person, user, database }) => {
  const { page, authenticator } = await person();
  await joinLink(page, await linkFor(manager, user));
  authenticator.person = 'cancels';
  await page.tap('Create passkey');
  await page.says('No passkey was created');
  await page.shows('You can try again: your link still works.');
  expect(database.linkStates(user)).toEqual(['open']);
  authenticator.person = 'verifies';
  await page.press('Try again');
  await page.tap('Create passkey');
  await page.says('Registration successful');
  expect(database.attempts(user), 'it is the same attempt all the time').toBe(1);

  authenticator.person = 'cancels';
  await signIn(page);
  await page.shows('You were not signed in. You may have cancelled or run out of time. Try again.');
  authenticator.person = 'verifies';
  await page.tap('Sign in');
  await page.says(user.name);
});

test('a device that did not check who holds it is refused, whatever it was asked', async ({ manager, person, user, database }) => {
  const { page, authenticator } = await person();
  await joinLink(page, await linkFor(manager, user));
  authenticator.person = 'only touches';
  await page.tap('Create passkey');
  await page.says(PASSKEY.refused);
  await page.shows('Your device did not check it was you.');
  expect(database.authenticators(user)).toEqual([]);
  authenticator.person = 'verifies';
  await page.press('Try again');
  await page.tap('Create passkey');
  await page.says('Registration successful');

  authenticator.person = 'only touches';
  await signIn(page);
  await page.shows('Your device did not check it was you.');
});

test('a device that is registered already answers as if it was cancelled, as Safari does, and registers nothing', async ({
  manager,
  person,
  user,
  database,
}) => {
  const { page } = await person();
  await register(page, await linkFor(manager, user));
  await joinLink(page, await linkFor(manager, user));
  await page.tap('Create passkey');
  await page.says('No passkey was created');
  expect(database.authenticators(user)).toEqual(['active']);
});

test('a link for a security key refuses a phone, and the agent reads why', async ({ manager, person, user, database }) => {
  const { page } = await person(PASSKEY);
  await joinLink(page, await linkFor(manager, user, SECURITY_KEY), SECURITY_KEY);
  await page.tap(SECURITY_KEY.create);
  await page.says(SECURITY_KEY.refused);
  await page.shows('You used this device or a phone, but this link is for a security key.');
  await manager.shows('They saved a passkey on the device or a phone, but the link is for a security key.');
  expect(database.linkStates(user)).toEqual(['open']);
});
