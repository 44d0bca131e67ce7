// What the user reads when Firefox throws an exception, and how the user goes on. This shows that our names of its exceptions
// are right.
import { NEARBY, PASSKEY } from '../support/kinds';
import { joinLink, linkFor } from '../support/webdriver/steps';
import { Authenticator } from './support/authenticator';
import { expect, test } from './support/fixtures';
import { register, signIn } from './support/steps';

test('when a face is not recognised, nothing is lost and Try again works', async ({ manager, person, user, database }) => {
  const { page, authenticator } = await person();
  await authenticator.setUserVerified(false);
  await joinLink(page, await linkFor(manager, user));
  await page.press('Create passkey');
  await page.says('No passkey was created');
  await page.shows('You can try again: your link still works.');
  expect(database.linkStates(user)).toEqual(['open']);
  await authenticator.setUserVerified(true);
  await page.press('Try again');
  await page.press('Create passkey');
  await page.says('Registration successful');
  expect(database.attempts(user), 'it is the same attempt all the time').toBe(1);

  await authenticator.setUserVerified(false);
  await signIn(page);
  await page.shows('You were not signed in. You may have cancelled or run out of time. Try again.');
  await authenticator.setUserVerified(true);
  await page.press('Sign in');
  await page.says(user.name);
});

test('on a device that is registered already, the page says so', async ({ manager, person, user, database }) => {
  const { page, authenticator } = await person();
  await register(page, await linkFor(manager, user));
  await joinLink(page, await linkFor(manager, user));
  await page.press('Create passkey');
  await page.says('This device is already registered');
  expect(await authenticator.count()).toBe(1);
  expect(database.authenticators(user)).toEqual(['active']);
});

test('a link for a passkey refuses a security key, and then accepts this device', async ({ manager, person, user, database }) => {
  const { page, authenticator } = await person('securityKey');
  // With a security key alone, the browser says that the computer cannot save a passkey.
  await joinLink(page, await linkFor(manager, user), { ...PASSKEY, ready: NEARBY });
  await page.press('Create passkey');
  await page.says('Your passkey was not registered');
  await page.shows('You used a security key, but this link is for a passkey');
  expect(database.linkStates(user)).toEqual(['open']);

  await authenticator.detach();
  await Authenticator.attach(page.browser);
  await page.press('Try again');
  await page.press('Create passkey');
  await page.says('Registration successful');
});
