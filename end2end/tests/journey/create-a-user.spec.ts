// *Create a user*: likely duplicates come first, and the decision that somebody is someone else is kept.
import { expect, test } from '../../support/fixtures';
import { AgentApp } from '../../support/pages/agent-app';
import { DetailsForm } from '../../support/pages/details-form';
import { ID_CHECKER, SPONSOR } from '../../support/staff';

const TRUST = 'Riverside Hospitals NHS Trust (RX1)';

test('an agent creates a user, and can issue to them', async ({ agent, database }) => {
  const form = new DetailsForm(agent.page);
  await agent.search.open();
  await agent.search.find('Wintergreen-Achebe');
  await agent.page.getByRole('link', { name: 'create a user' }).click();
  await expect(agent.heading).toHaveText('Create a user');
  await form.fill({
    firstName: 'Obi',
    lastName: 'Wintergreen-Achebe',
    born: ['3', '9', '1987'],
    email: 'Obi <obi.wintergreen@riverside.example>',
    organisation: TRUST,
  });
  await form.create.click();
  await expect(agent.profile.success).toContainText(/User created\. Their UUID is [1-9]\d{11}/);
  await expect(agent.profile.success).toBeFocused();
  await expect(agent.profile.heading).toContainText('Obi Wintergreen-Achebe');
  await expect(agent.profile.fact('Email address')).toHaveText('obi.wintergreen@riverside.example');
  await expect(agent.profile.fact('Organisation')).toHaveText(TRUST);
  await expect(agent.profile.fact('Status')).toHaveText('Active');
  await expect(agent.profile.fact('Created')).toHaveText(/today$/);
  const id = new URL(agent.page.url()).pathname.split('/').pop() ?? '';
  expect(database.audit(database.person(id))[0]).toContain('create-user');
  await agent.profile.openTab('Authenticators');
  await expect(agent.profile.issue).toBeVisible();
  await agent.profile.openTab('History');
  await expect(agent.profile.entries.first()).toContainText('User created');
});

test('a form that is wrong says so at each field, and loses nothing', async ({ agent, user }) => {
  const form = new DetailsForm(agent.page);
  await form.open();
  await form.create.click();
  await form.errors.says('Enter a last name', 'Enter a date of birth', 'Enter an email address', 'Select or enter an organisation');
  await expect(agent.page).toHaveTitle(/^Error: Create a user - /);
  await form.errors.leadsTo('Enter a date of birth', form.day);
  await form.errors.leadsTo('Select or enter an organisation', form.organisation);
  await form.fill({ lastName: 'Unusual', born: ['3', '9', '2087'], email: user.email.toUpperCase(), organisation: TRUST });
  await form.create.click();
  await form.errors.says('Date of birth must be in the past');
  await form.fill({ born: ['3', '9', '1987'] });
  await form.create.click();
  await form.errors.says(`${user.name} (UUID ${user.id}) has this email address`);
  await expect(form.lastName).toHaveValue('Unusual');
  await expect(form.organisation).toHaveValue('RX1');
});

test('a likely duplicate is shown first, and the agent goes to its profile', async ({ agent }) => {
  const form = new DetailsForm(agent.page);
  await form.open();
  // Sarah Jones was born on 17 May 1988.
  await form.fill({ firstName: 'Johns', lastName: 'Sara', born: ['17', '5', '1988'], email: 's.johns@riverside.example', organisation: TRUST });
  await form.create.click();
  await expect(agent.heading).toHaveText('This person may already have a profile');
  await expect(agent.heading).toBeFocused();
  await expect(form.likely).toHaveCount(1);
  await expect(form.likely).toContainText('555200000008');
  await form.back.click();
  await expect(form.email).toHaveValue('s.johns@riverside.example');
  await form.create.click();
  await form.likely.getByRole('link', { name: 'View profile' }).click();
  await expect(agent.profile.heading).toContainText('Sarah Jones');
});

test('the decision that the person is someone else is asked once, and creates the user', async ({ agent, database, people }) => {
  const form = new DetailsForm(agent.page);
  const alike = people.next();
  const [day, month, year] = database.born(alike);
  await form.open();
  await form.fill({
    firstName: alike.lastName,
    lastName: alike.firstName,
    born: [day, month, year],
    email: `else.${alike.id}@riverside.example`,
    organisation: TRUST,
  });
  await form.create.click();
  await expect(form.likely.filter({ hasText: alike.id })).toBeVisible();
  await form.someoneElse.click();
  await expect(agent.profile.success).toContainText('User created.');
  const id = new URL(agent.page.url()).pathname.split('/').pop() ?? '';
  expect(database.notTheSame(database.person(id))).toContain(alike.id);
  database.rename(database.person(id), alike.lastName, alike.firstName);
});

test('a person with one name needs no first name', async ({ agent }) => {
  const form = new DetailsForm(agent.page);
  await form.open();
  await form.fill({ lastName: 'Suhartowati', born: ['3', '9', '1987'], email: 'suhartowati@riverside.example', organisation: TRUST });
  await form.create.click();
  await expect(agent.profile.heading).toContainText(/^Suhartowati/);
  await expect(agent.profile.fact('Name')).toHaveText('Suhartowati');
});

test('an ID checker creates users, and a sponsor does not', async ({ visitor }) => {
  const checker = (await visitor({ as: ID_CHECKER })).page;
  await new DetailsForm(checker).open();
  const sponsor = new AgentApp((await visitor({ as: SPONSOR })).page);
  await sponsor.search.open();
  await sponsor.search.find('Wintergreen-Nobody');
  await expect(sponsor.search.found).toHaveText('No users found');
  await expect(sponsor.page.getByRole('link', { name: 'create a user' })).toBeHidden();
  await sponsor.page.goto('/create-user');
  await expect(sponsor.problem).toContainText('Your role does not let you');
});
