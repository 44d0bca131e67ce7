// *Change details*: the history has the old and the new value, two agents do not overwrite one another, and a new address is told.
import { expect } from '../../support/fixtures';
import { PASSKEY } from '../../support/kinds';
import { test } from '../../support/mailing';
import { AgentApp } from '../../support/pages/agent-app';
import { DetailsForm } from '../../support/pages/details-form';
import { ID_CHECKER, RA_AGENT, RA_AGENT_ADVANCED, SPONSOR } from '../../support/staff';

const CHANGED = 'Someone else has changed these details since you opened this page. Check what they are now, then try again.';

test('a change needs a reason, and the history has what was changed', async ({ agent, user, database }) => {
  const form = new DetailsForm(agent.page);
  await agent.profile.open(user.id);
  await agent.page.getByRole('button', { name: 'Change details' }).click();
  await expect(agent.heading).toContainText('Change details');
  await expect(form.lastName).toHaveValue(user.lastName);
  await form.fill({ firstName: 'Quirina', lastName: ' ' });
  await form.change.click();
  await form.errors.says('Enter a last name', 'Enter a reason');
  await expect(agent.page).toHaveTitle(/^Error: Change details of /);
  await form.errors.leadsTo('Enter a reason', form.reason);
  await form.fill({ lastName: 'Zwetsloot' });
  await form.reason.fill('Married');
  await form.change.click();
  await expect(agent.profile.success).toContainText('Details changed');
  await expect(agent.profile.success).toBeFocused();
  await expect(agent.profile.fact('Name')).toHaveText('Quirina Zwetsloot');
  await agent.profile.openTab('History');
  const entry = agent.profile.entries.first();
  await expect(entry).toContainText('Details changed');
  await expect(entry).toContainText(`Last name changed from ‘${user.lastName}’ to ‘Zwetsloot’, Married`);
  await form.openFor(user.id);
  await form.reason.fill('Nothing');
  await form.change.click();
  await form.errors.says('Change at least one detail, or cancel');
  database.rename(user, user.firstName, user.lastName);
});

test('the second of two agents is shown what the first one changed, and loses nothing', async ({ agent, visitor, user, database }) => {
  const other = new AgentApp((await visitor({ as: ID_CHECKER })).page);
  const [mine, theirs] = [new DetailsForm(agent.page), new DetailsForm(other.page)];
  await mine.openFor(user.id);
  await theirs.openFor(user.id);
  await theirs.fill({ firstName: 'Xanthippe' });
  await theirs.reason.fill('Their reason');
  await theirs.change.click();
  await expect(other.profile.success).toBeVisible();

  await mine.fill({ lastName: 'Vandersloot' });
  await mine.reason.fill('My reason');
  await mine.change.click();
  await mine.errors.says(CHANGED);
  await expect(agent.profile.fact('Name')).toHaveText(`Xanthippe ${user.lastName}`);
  await expect(mine.firstName).toHaveValue('Xanthippe');
  await expect(mine.lastName).toHaveValue('Vandersloot');
  await mine.change.click();
  await expect(agent.profile.success).toBeVisible();
  await expect(agent.profile.fact('Name')).toHaveText('Xanthippe Vandersloot');
  database.rename(user, user.firstName, user.lastName);
});

test('after a new email address both addresses are told, and only an RA Manager issues', async ({ agent, visitor, user, mailbox }) => {
  const form = new DetailsForm(agent.page);
  const email = `new.${user.id}@elsewhere.example`;
  await form.openFor(user.id);
  await form.fill({ email });
  await form.reason.fill('New account');
  await form.change.click();
  await expect(agent.profile.fact('Email address')).toHaveText(email);
  await expect.poll(() => [...mailbox.to(user.email), ...mailbox.to(email)].map(({ subject }) => subject)).toEqual([
    'The email address of your care identity has been changed',
    'The email address of your care identity has been changed',
  ]);
  const advanced = new AgentApp((await visitor({ as: RA_AGENT_ADVANCED })).page);
  await advanced.profile.open(user.id, 'authenticators');
  const sentence = 'This user’s email address was changed. Only an RA Manager can do this for the next 24 hours.';
  await expect(advanced.page.getByText(sentence)).toBeVisible();
  await advanced.issue.open(user.id, PASSKEY);
  await expect(advanced.problem).toContainText(sentence);
  await agent.profile.open(user.id, 'authenticators');
  await expect(agent.profile.issue).toBeVisible();
});

test('somebody who may not change details gets neither the button nor the page', async ({ visitor, user }) => {
  for (const [role, sentence] of [
    [SPONSOR, 'Your role does not let you'],
    [RA_AGENT, 'This user has a staff role, so only an RA Manager can do this.'],
  ] as const) {
    const subject = role === SPONSOR ? user.id : ID_CHECKER;
    const app = new AgentApp((await visitor({ as: role })).page);
    await app.profile.open(subject);
    await expect(app.profile.fact('Created')).toBeVisible();
    await expect(app.page.getByRole('button', { name: 'Change details' })).toBeHidden();
    await app.page.goto(`/users/${subject}/change`);
    await expect(app.problem).toContainText(sentence);
  }
});
