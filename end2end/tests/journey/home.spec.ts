// The home page after signing in: what the person may do, and the users whom they viewed last.
import { expect, test } from '../../support/fixtures';
import { AgentApp } from '../../support/pages/agent-app';
import { HOME } from '../../support/pages/home-page';
import { RA_AGENT_ADVANCED, RA_MANAGER, SPONSOR } from '../../support/staff';

test('after signing in, the home page shows what the person may do', async ({ visitor, staff }) => {
  for (const [id, cards, issues] of [
    [RA_MANAGER, ['Find an existing user', 'Create a user', 'Roles', 'Organisations', 'Your profile'], true],
    [RA_AGENT_ADVANCED, ['Find an existing user', 'Create a user', 'Your profile'], true],
    [SPONSOR, ['Find an existing user', 'Your profile'], false],
  ] as const) {
    const { page, authenticator } = await visitor();
    await staff.signIn(page, authenticator, id);
    const { home } = new AgentApp(page);
    await expect(page).toHaveURL('/');
    await expect(home.heading).toHaveText(HOME);
    await expect(page).toHaveTitle(`${HOME} - Care Identity Management`);
    await expect(home.cards).toHaveText([...cards]);
    await expect(page.getByRole('heading', { name: 'My open links' })).toHaveCount(Number(issues));
    for (const card of await home.cards.all()) {
      const href = (await card.getAttribute('href')) ?? '';
      expect((await page.request.get(href)).status(), href).toBe(200);
    }
  }
});

test('a search on the home page leads to the results, and its words are in no address', async ({ agent, user }) => {
  const { page, home, search, heading } = agent;
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await home.open();
  await expect(home.field).toBeFocused();
  await home.field.fill(user.id);
  await home.button.click();
  await expect(heading).toHaveText('Find an existing user');
  await expect(page).toHaveURL('/find');
  await expect(search.found).toHaveText('1 user found');
  await expect(search.found).toBeFocused();
  await expect(search.anything).toHaveValue(user.id);
  expect(asked.filter((url) => url.includes(user.id))).toEqual([]);
  await search.viewProfile(user.id);
  await page.getByRole('link', { name: 'Back to search results' }).click();
  await expect(search.row(user.id)).toBeVisible();
  // A search is done once: the page does not do it again when it is opened again.
  await page.getByRole('navigation', { name: 'Menu' }).getByRole('link', { name: 'Home' }).click();
  await expect(heading).toHaveText(HOME);
  await home.cards.filter({ hasText: 'Find an existing user' }).click();
  await expect(search.row(user.id)).toBeVisible();
  expect(asked.filter((url) => url.endsWith('/api/find_users'))).toHaveLength(1);
});

test('without words, the home page says what is missing and does not search', async ({ agent }) => {
  const { page, home } = agent;
  await home.open();
  await home.button.click();
  await home.errors.says('Enter a name, UUID or email address');
  await expect(page).toHaveTitle(/^Error: What do you want to do\? - /);
  await home.errors.leadsTo('Enter a name, UUID or email address', home.field);
  await expect(page).toHaveURL('/');
});

test('the users who were viewed last are listed, the last one first, and lead to their profiles', async ({ visitor, staff, people, database }) => {
  const { page, authenticator } = await visitor();
  // Nobody else in this worker views profiles as this person.
  const viewer = people.next();
  database.makeSponsor(viewer);
  await staff.signIn(page, authenticator, viewer.id);
  const { home, profile } = new AgentApp(page);
  await home.open();
  await expect(page.getByText('You have not viewed any users yet.')).toBeVisible();
  const [first, second] = [people.next(), people.next()];
  for (const user of [first, second, first]) {
    await profile.open(user.id);
    await expect(profile.heading).toContainText(user.name);
  }
  // They are noted in the background.
  await expect(async () => {
    await home.open();
    await expect(home.viewed).toHaveText([new RegExp(`^${first.name}, UUID ${first.id}, date of birth `), new RegExp(second.id)], { timeout: 1000 });
  }).toPass();
  await home.viewed.first().getByRole('link').click();
  await expect(profile.heading).toContainText(first.name);
  await expect(page).toHaveURL(`/users/${first.id}/authenticators`);
});

test('the list of viewed users is still there after signing out, and only for that person', async ({ visitor, staff, user }) => {
  const first = await visitor();
  await staff.signIn(first.page, first.authenticator, SPONSOR);
  const sponsor = new AgentApp(first.page);
  await sponsor.profile.open(user.id);
  await sponsor.page.goto('/');
  await sponsor.signOut.click();
  await expect(sponsor.heading).toHaveText('Sign in');
  const again = await visitor();
  await staff.signIn(again.page, again.authenticator, SPONSOR);
  await expect(new AgentApp(again.page).home.viewed.first()).toContainText(user.id);
  const other = await visitor({ as: RA_AGENT_ADVANCED });
  await other.page.goto('/');
  await expect(new AgentApp(other.page).heading).toHaveText(HOME);
  await expect(other.page.getByRole('main')).not.toContainText(user.id);
});
