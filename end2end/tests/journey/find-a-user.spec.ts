// *Find an existing user*.
import { expect, test } from '../../support/fixtures';

test.beforeEach(({ agent }) => agent.search.open());

test('the first field has the focus, and takes a name in either order', async ({ agent }) => {
  const { page, search } = agent;
  await expect(search.button).toBeEnabled();
  await expect(search.anything).toBeFocused();
  for (const typed of ['sarah jones', 'Jones  Sarah', 'Jones, Sarah', 'jo sar']) {
    await search.find(typed);
    await expect(search.found).toHaveText(/^[2-9] users found$/);
    await expect(page.getByText(`You searched for ‘${typed}’.`)).toBeVisible();
    await expect(search.found).toBeFocused();
    await expect(search.found).toBeInViewport();
    await expect(search.row('555200000008')).toContainText('Sarah Jones');
    await expect(search.row('555200000009')).toContainText('Sarah Jones');
  }
});

test('the first field takes a UUID, an email address or a date of birth, pasted as it comes', async ({ agent, user }) => {
  const { search } = agent;
  const grouped = `${user.id.slice(0, 4)}-${user.id.slice(4, 8)} ${user.id.slice(8)}`;
  for (const typed of [` ${grouped}`, `UUID: ${user.id}`, `${user.name} <${user.email.toUpperCase()}>;`, `mailto:${user.email}`]) {
    await search.find(typed);
    await expect(search.found).toHaveText('1 user found');
    await expect(search.row(user.id)).toBeVisible();
  }
  await search.find('29/2/2004');
  await expect(search.row('555200000012')).toContainText('29 February 2004');
});

test('when the first field finds no one, the page says what was searched, and what is wrong is said of the field', async ({ agent }) => {
  const { page, search } = agent;
  await search.find('zzz');
  await expect(search.found).toHaveText('No users found');
  await expect(page.getByText('You searched for ‘zzz’.')).toBeVisible();
  await search.find('5552 5424');
  await search.errors.says('UUID must be 12 digits, like 555254242106');
  await expect(page).toHaveTitle(/^Error: Find an existing user - /);
  await search.errors.leadsTo('UUID must be 12 digits, like 555254242106', search.anything);
  await search.find("-'-");
  await search.errors.says('Enter at least one letter of the name');
  await search.find('zzz');
  await expect(search.found).toHaveText('No users found');
  await expect(page).toHaveTitle(/^Find an existing user - /);
});

test('an email address wraps before its @', async ({ agent }) => {
  await agent.search.find('sarah jones');
  const email = agent.search.row('555200000008').locator('.app-email');
  await expect(email.locator('span')).toHaveText(['jones.008', '@riverside.example']);
  await expect(email).toHaveText('jones.008@riverside.example');
});

test('a UUID finds the user, even with spaces between groups of digits', async ({ agent, user }) => {
  await agent.search.search({ id: ` ${user.id.slice(0, 4)} ${user.id.slice(4, 8)} ${user.id.slice(8)} ` });
  await expect(agent.search.found).toHaveText('1 user found');
  await expect(agent.search.row(user.id)).toContainText(user.name);
});

test('an email address finds the user in capital and in small letters', async ({ agent, user }) => {
  await agent.search.search({ email: user.email.toUpperCase() });
  await expect(agent.search.found).toHaveText('1 user found');
  await expect(agent.search.row(user.id)).toContainText(user.email);
});

for (const [typed, name] of [
  ['obrien', 'O’Brien'],
  ["O'BRIEN", 'O’Brien'],
  ['o’br', 'O’Brien'],
  ['nunez', 'Núñez'],
  ['NÚÑ', 'Núñez'],
  ['lukasiewicz', 'Łukasiewicz'],
  ['strauss', 'Strauß'],
  ['williams jones', 'Williams-Jones'],
] as const) {
  test(`the last name "${typed}" finds ${name}`, async ({ agent }) => {
    await agent.search.search({ lastName: typed });
    await expect(agent.search.found).toHaveText(/^\d+ users found$/);
    for (const row of await agent.search.rows.all()) await expect(row.getByRole('cell').first()).toContainText(name);
  });
}

test('names in another script find the user', async ({ agent }) => {
  await agent.search.search({ firstName: 'لي', lastName: 'حداد' });
  await expect(agent.search.found).toHaveText('1 user found');
  await expect(agent.search.row('555200000010')).toContainText('ليلى حداد');
});

test('a date of birth finds the user', async ({ agent }) => {
  await agent.search.search({ born: ['29', '2', '2004'] });
  await expect(agent.search.found).toHaveText('1 user found');
  await expect(agent.search.row('555200000012')).toContainText('29 February 2004');
});

test('a user must match all fields that are filled in', async ({ agent }) => {
  await agent.search.search({ lastName: 'Jones', born: ['4', '8', '1993'] });
  await expect(agent.search.found).toHaveText('1 user found');
  await expect(agent.search.row('555200000009')).toBeVisible();
});

test('two people with the same name can be told apart', async ({ agent }) => {
  await agent.search.search({ firstName: 'Sarah', lastName: 'Jones' });
  await expect(agent.search.found).toHaveText('2 users found');
  await expect(agent.search.row('555200000008')).toContainText('17 May 1988');
  await expect(agent.search.row('555200000008')).toContainText('Riverside Hospitals NHS Trust (RX1)');
  await expect(agent.search.row('555200000008')).toContainText('jones.008@riverside.example');
  await expect(agent.search.row('555200000009')).toContainText('4 August 1993');
  await expect(agent.search.row('555200000009')).toContainText('Harbour Street Surgery (A81001)');
  await agent.search.viewProfile('555200000009');
  await expect(agent.profile.heading).toContainText('Sarah Jones');
  await expect(agent.profile.heading).toContainText('UUID 555200000009, date of birth 4 August 1993');
});

test('when no user is found, the page says what to try', async ({ agent }) => {
  await agent.search.search({ lastName: 'Zzz' });
  await expect(agent.search.found).toHaveText('No users found');
  await expect(agent.page.getByText('You searched for last name ‘Zzz’.')).toBeVisible();
  await expect(agent.page.getByText('Check the spelling, or search again with less detail')).toBeVisible();
});

test('the Enter key starts the search', async ({ agent }) => {
  await agent.search.openDetails();
  await agent.search.lastName.fill('jones');
  await agent.search.lastName.press('Enter');
  await expect(agent.search.found).toHaveText(/^\d+ users found$/);
});

test('the results are there again after coming back from a profile', async ({ agent }) => {
  await agent.search.search({ firstName: 'Sarah', lastName: 'Jones' });
  for (const back of [
    () => agent.page.goBack(),
    () => agent.page.getByRole('main').getByRole('link', { name: 'Back to search results' }).click(),
  ]) {
    await agent.search.viewProfile('555200000008');
    await expect(agent.profile.heading).toContainText('Sarah Jones');
    await back();
    await expect(agent.search.found).toHaveText('2 users found');
    await expect(agent.search.lastName).toHaveValue('Jones');
  }
});

test('the search words are never in an address', async ({ agent }) => {
  const asked: string[] = [];
  agent.page.on('request', (request) => asked.push(request.url()));
  await agent.search.search({ firstName: 'Sarah', lastName: 'Jones', born: ['17', '5', '1988'] });
  await expect(agent.search.found).toHaveText('1 user found');
  expect(agent.page.url()).not.toMatch(/jones|1988/i);
  expect(asked.filter((url) => /jones|1988/i.test(url))).toEqual([]);
});
