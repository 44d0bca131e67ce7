// How identity was checked: asked before a link is generated, and shown wherever the authenticator is.
import { expect, test } from '../../support/fixtures';
import { AgentApp } from '../../support/pages/agent-app';
import { LinkPanel } from '../../support/pages/link-panel';
import { RA_AGENT_ADVANCED } from '../../support/staff';

const WHY = 'Select why you are issuing it';
const HOW = 'Select how you checked their identity';

test('no link is generated before the agent has said how they checked the identity', async ({ agent, user, database }) => {
  const { page, issue } = agent;
  await issue.open(user.id);
  await issue.video.check();
  await expect(issue.why.getByRole('radio', { name: 'First authenticator' }), 'the user has none').toBeChecked();
  await expect(issue.how.getByRole('checkbox')).toHaveCount(5);
  await issue.generate.click();
  await issue.errors.says(HOW);
  await expect(page).toHaveTitle(/^Error: Issue a passkey - /);
  await issue.errors.leadsTo(HOW, issue.how.getByRole('checkbox', { name: 'Passport' }));
  expect(database.linkStates(user)).toEqual([]);
  await expect(issue.video, 'nothing is lost').toBeChecked();
  await issue.how.getByRole('checkbox', { name: 'They are known to me' }).check();
  await issue.generate.click();
  await expect(page.getByText('Identity checked: known to the agent.')).toBeVisible();
  expect(database.linkStates(user)).toEqual(['open']);
});

test('for a user who has an authenticator, the agent says why they get another one', async ({ agent, phone, user, linkFor }) => {
  const { issue, profile, page } = agent;
  await phone.registration.register(await linkFor(user));
  await issue.open(user.id);
  await expect(issue.why.getByRole('radio', { checked: true })).toHaveCount(0);
  await expect(issue.why.getByRole('radio', { name: 'First authenticator' })).toHaveCount(0);
  await issue.video.check();
  await issue.generate.click();
  await issue.errors.says(WHY, HOW);
  await issue.errors.leadsTo(WHY, issue.why.getByRole('radio').first());
  await issue.why.getByRole('radio', { name: 'Replaces a lost one' }).check();
  await issue.how.getByRole('checkbox', { name: 'Driving licence' }).check();
  await issue.how.getByRole('checkbox', { name: 'Confirmed with an authenticator they still have' }).check();
  await issue.generate.click();
  await expect(page.getByText('Identity checked: driving licence, confirmed with an authenticator.')).toBeVisible();

  await phone.authenticator.remove(await phone.authenticator.credential());
  await phone.registration.register((await issue.link.textContent()) ?? '');
  await profile.open(user.id, 'authenticators');
  await expect(profile.cards.first()).toContainText('Replaces a lost one: driving licence, confirmed with an authenticator');
  await expect(profile.cards.last()).toContainText('Another authenticator: passport');
  await profile.open(user.id, 'history');
  await expect(page.getByText(/Replaces a lost one, identity checked: driving licence, confirmed with an authenticator/)).toBeVisible();
});

test('when an authenticator was stolen, its removal is offered first', async ({ agent, phone, user, linkFor }) => {
  const { issue, remove, profile, page } = agent;
  await phone.registration.register(await linkFor(user));
  await issue.open(user.id);
  await issue.why.getByRole('radio', { name: 'Replaces a lost one' }).check();
  await expect(issue.removeFirst).toHaveCount(0);
  await issue.why.getByRole('radio', { name: 'Replaces a stolen one' }).check();
  await expect(issue.removeFirst).toContainText('Or carry on, and remove it afterwards.');
  await expect(page.getByRole('status').filter({ has: issue.removeFirst }), 'screen readers say it').toHaveCount(1);
  await issue.removeFirst.getByRole('link', { name: /^Remove Passkey/ }).click();
  await expect(remove.button).toBeEnabled();
  await remove.fill();
  await remove.button.click();
  await expect(profile.success).toBeVisible();
  await issue.open(user.id);
  await issue.why.getByRole('radio', { name: 'Replaces a stolen one' }).check();
  await expect(issue.removeFirst, 'there is nothing left to remove').toHaveCount(0);
  await expect(issue.how.getByRole('checkbox'), 'and nothing to confirm it with').toHaveCount(5);
});

test('another link for the same meeting keeps the statement', async ({ agent, user }) => {
  const { issue, page } = agent;
  const panel = new LinkPanel(page);
  await issue.open(user.id);
  await issue.how.getByRole('checkbox', { name: 'National identity card' }).check();
  await issue.video.check();
  await issue.generate.click();
  await panel.says('waiting');
  await panel.cancelLink();
  await panel.another.click();
  await panel.says('waiting');
  await expect(page.getByText('Identity checked: national identity card.')).toBeVisible();
});

test('an agent does not repeat the statement of another agent', async ({ agent, visitor, user }) => {
  const other = new AgentApp((await visitor({ as: RA_AGENT_ADVANCED })).page);
  await other.issue.open(user.id);
  await other.issue.generateLink();
  await agent.openLink(user.id);
  const panel = new LinkPanel(agent.page);
  await panel.cancelLink();
  await panel.another.click();
  await expect(agent.heading).toContainText('Issue a passkey');
  await expect(agent.issue.how.getByRole('checkbox', { checked: true })).toHaveCount(0);
});
