// What happens to the token in the address bar, and what happens when people reload, go back or paste a link in the same tab.
import { Authenticator } from '../../support/authenticator';
import { expect, test } from '../../support/fixtures';
import { RegistrationPage } from '../../support/pages/registration-page';

test('the token is removed from the address bar at once, and a reload still works', async ({ phone, server, user, linkFor }) => {
  await phone.registration.open(await linkFor(user));
  await phone.registration.says('Register your passkey');
  expect(phone.page.url()).toBe(`${server.origin}/register`);
  await phone.page.reload();
  await phone.registration.says('Register your passkey');
  await expect(phone.page.getByRole('main')).toContainText(user.name);
  await phone.registration.continue.click();
  await phone.registration.says('Create your passkey');
  await phone.page.reload();
  await phone.registration.says('Create your passkey');
  await phone.registration.finish();
});

test('no link on the page leads to a fragment, because a fragment would be taken for a token', async ({ phone, user, linkFor }) => {
  await phone.registration.open(await linkFor(user));
  await phone.registration.says('Register your passkey');
  await expect(phone.page.locator('a[href*="#"]')).toHaveCount(0);
  await phone.registration.continue.click();
  await phone.registration.says('Create your passkey');
  await expect(phone.page.locator('a[href*="#"]')).toHaveCount(0);
});

test('going back leads to the page before, not to an address with the token', async ({ phone, server, user, linkFor }) => {
  await phone.page.goto('/sign-in');
  await phone.registration.open(await linkFor(user));
  await phone.registration.says('Register your passkey');
  await phone.page.goBack();
  await expect(phone.page).toHaveURL(`${server.origin}/sign-in`);
  await phone.page.goForward();
  await phone.registration.says('Register your passkey');
  expect(phone.page.url()).toBe(`${server.origin}/register`);
});

test('when another link is pasted into the same tab, the page uses that link', async ({ phone, user, people, linkFor }) => {
  const other = people.next();
  await phone.registration.open(await linkFor(user));
  await expect(phone.page.getByRole('main')).toContainText(user.name);
  await phone.registration.continue.click();
  await phone.registration.says('Create your passkey');

  await phone.registration.open(await linkFor(other));
  await phone.registration.says('Register your passkey');
  await expect(phone.page.getByRole('main')).toContainText(other.name);
  await expect(phone.page.getByRole('main')).not.toContainText(user.name);
  await phone.registration.continue.click();
  await phone.registration.create.click();
  await phone.registration.says('Registration successful');
});

test('a good link pasted after a bad one works', async ({ phone, user, linkFor }) => {
  await phone.registration.open('/register#nonsense');
  await phone.registration.says('This link is not valid');
  await phone.registration.register(await linkFor(user));
});

test('the same link pasted again leads back to the step', async ({ phone, user, linkFor }) => {
  const link = await linkFor(user);
  await phone.registration.join(link);
  await phone.registration.open(link);
  await phone.registration.says('Create your passkey');
  await phone.registration.finish();
});

test('a new tab does not know the link of another', async ({ phone, user, linkFor }) => {
  await phone.registration.open(await linkFor(user));
  await phone.registration.says('Register your passkey');
  const other = new RegistrationPage(await phone.context.newPage());
  await other.open('/register');
  await other.says('This link is not complete');
});

test('two links in two tabs of one browser can both be used', async ({ phone, user, people, linkFor, database }) => {
  const other = people.next();
  await phone.registration.join(await linkFor(user));
  const secondTab = new RegistrationPage(await phone.context.newPage());
  await Authenticator.attach(secondTab.page);
  await secondTab.join(await linkFor(other));

  // The browser has only one attempt cookie, and Continue in the second tab has replaced it. In the first tab the user must try
  // again, but loses nothing.
  await phone.page.bringToFront();
  await phone.registration.create.click();
  await phone.registration.says('Your passkey was not registered');
  await phone.registration.tryAgain.click();
  await phone.registration.create.click();
  await phone.registration.says('Registration successful');
  expect(database.authenticators(user)).toEqual(['active']);
  expect(database.linkStates(other)).toEqual(['open']);
});
