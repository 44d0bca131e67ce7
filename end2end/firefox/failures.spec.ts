// What the user reads when Firefox throws an exception, and how the user goes on. This shows that our names of its exceptions
// are right.
import { Authenticator } from './support/authenticator';
import { expect, test } from './support/fixtures';
import { joinLink, linkFor, register, signIn } from './support/steps';

test('when a face is not recognised, nothing is lost and Try again works', async ({ manager, person, user, database }) => {
  const { page, authenticator } = await person();
  await authenticator.setUserVerified(false);
  await joinLink(page, await linkFor(manager, user));
  await page.press('Create passkey');
  await page.says('No passkey was created');
  await page.shows('Nothing is lost: your link still works.');
  expect(database.linkStates(user)).toEqual(['open']);
  await authenticator.setUserVerified(true);
  await page.press('Try again');
  await page.press('Create passkey');
  await page.says('Registration successful');
  expect(database.attempts(user), 'it is the same attempt all the time').toBe(1);

  await authenticator.setUserVerified(false);
  await signIn(page);
  await page.shows('You were not signed in: you cancelled, or it took too long. Try again.');
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
  await joinLink(page, await linkFor(manager, user));
  await page.press('Create passkey');
  await page.says('Your passkey was not registered');
  await page.shows('That was a security key. This link is for a passkey');
  expect(database.linkStates(user)).toEqual(['open']);

  await authenticator.detach();
  await Authenticator.attach(page.firefox);
  await page.press('Try again');
  await page.press('Create passkey');
  await page.says('Registration successful');
});
