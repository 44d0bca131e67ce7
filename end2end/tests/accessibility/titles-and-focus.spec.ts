// What tells people who cannot see the page where they are: its title, and the element with the focus.
import { expect, test } from '../../support/fixtures';
import { PASSKEY } from '../../support/kinds';
import { AgentApp } from '../../support/pages/agent-app';
import { SPONSOR } from '../../support/staff';

test('every page of the application has a different title', async ({ agent, visitor, user, phone, linkFor }) => {
  await phone.registration.register(await linkFor(user));
  const titles = new Map<string, string>();
  const nobody = await visitor();
  await nobody.page.goto('/sign-in');
  titles.set(await nobody.page.title(), '/sign-in');
  await agent.profile.open(user.id, 'authenticators');
  const removal = await agent.profile.remove(agent.profile.cards).getAttribute('href');
  const suspension = await agent.life.toSuspend.getAttribute('href');
  const profile = `/users/${user.id}`;
  await linkFor(user);
  await agent.openLink(user.id);
  const link = agent.page.url();
  for (const path of [
    '/',
    '/create-user',
    '/find',
    profile,
    `${profile}/change`,
    `${profile}/authenticators`,
    `${profile}/history`,
    `${profile}/authenticators/issue`,
    `${profile}/authenticators/issue/passkey`,
    removal ?? '',
    suspension ?? '',
    '/suspended',
    `${profile}/close`,
    link,
    `${profile}/roles`,
    `${profile}/roles/grant`,
    `/users/${SPONSOR}/roles/sponsor/QRN/take-away`,
    '/roles',
    '/organisations',
    '/organisations/add',
    '/organisations/FK772',
    '/organisations/FK772/close',
    '/test',
    '/nowhere',
    '/register',
  ]) {
    await agent.page.goto(path);
    const title = await agent.page.title();
    expect(title, path).toMatch(/^.+ - Care Identity Management$/);
    expect.soft(titles.get(title), `${path} has the title of another page, "${title}"`).toBeUndefined();
    titles.set(title, path);
  }
});

test('a page has the same title after a link and after a reload', async ({ agent, user }) => {
  await agent.search.open();
  await agent.search.search({ id: user.id });
  await agent.search.viewProfile(user.id);
  await agent.profile.openTab('Details');
  const title = await agent.page.title();
  expect(title).toContain(user.name);
  await agent.page.reload();
  expect(await agent.page.title()).toBe(title);
});

test('after going to another page, its main part has the focus', async ({ agent, user }) => {
  await agent.search.open();
  await agent.search.search({ id: user.id });
  await agent.search.viewProfile(user.id);
  const main = agent.page.locator('#maincontent');
  await expect(agent.profile.heading).toContainText(user.name);
  await expect(main).toBeFocused();
  await agent.page.goto(`/users/${user.id}/authenticators`);
  await agent.profile.issue.click();
  await expect(agent.heading).toContainText('Issue other authenticator');
  await expect(main).toBeFocused();
  await agent.issue.choose(PASSKEY);
  await expect(agent.heading).toContainText('Issue a passkey');
  await expect(main).toBeFocused();
});

test('at each step of the registration page, the heading gets the focus', async ({ phone, user, linkFor }) => {
  const { registration, authenticator } = phone;
  await registration.open(await linkFor(user));
  await registration.says('Register your passkey');
  await expect(registration.heading).toBeFocused();
  await registration.continue.click();
  await registration.says('Create your passkey');
  await expect(registration.heading).toBeFocused();
  await authenticator.setUserVerified(false);
  await registration.create.click();
  await registration.says('No passkey was created');
  await expect(registration.heading).toBeFocused();
  await authenticator.setUserVerified(true);
  await registration.tryAgain.click();
  await registration.says('Create your passkey');
  await expect(registration.heading).toBeFocused();
  await registration.create.click();
  await registration.says('Registration successful');
  await expect(phone.page.locator(':focus')).toContainText('Registration successful');
});

test('the number of results is announced to screen readers, and nothing more, and has the focus', async ({ agent }) => {
  await agent.search.open();
  await agent.search.search({ lastName: 'Zzz' });
  await expect(agent.page.getByRole('status').getByText('No users found')).toBeVisible();
  await agent.search.find('sarah jones');
  await expect(agent.page.getByRole('status').filter({ visible: true })).toHaveText('2 users found');
  await expect(agent.search.found).toBeFocused();
  await expect(agent.search.found).toBeInViewport();
});

test('the reason why signing in failed is announced to screen readers', async ({ visitor }) => {
  const { page, authenticator } = await visitor();
  const { signInPage } = new AgentApp(page);
  await signInPage.open();
  await authenticator.setUserVerified(false);
  await signInPage.signIn();
  await expect(page.locator('[aria-live=assertive]').getByText('You were not signed in')).toBeVisible();
});
