// What the pages offer to each role. The tests in attacks/ check that the server refuses everything else.
import { expect, test } from '../../support/fixtures';
import { PASSKEY } from '../../support/kinds';
import { AgentApp } from '../../support/pages/agent-app';
import {
  ID_CHECKER,
  LOCAL_SMARTCARD_ADMINISTRATOR,
  RA_AGENT,
  RA_AGENT_ADVANCED,
  RA_MANAGER,
  SECOND_RA_MANAGER,
  SPONSOR,
} from '../../support/staff';

const VIEWERS = { 'RA Agent': RA_AGENT, Sponsor: SPONSOR, 'ID Checker': ID_CHECKER, LSA: LOCAL_SMARTCARD_ADMINISTRATOR };

for (const [role, viewer] of Object.entries(VIEWERS)) {
  test(`${role}: can find and view a user, but the pages do not offer to issue or remove`, async ({ visitor, user, phone, linkFor }) => {
    await phone.registration.register(await linkFor(user));
    const app = new AgentApp((await visitor({ as: viewer })).page);
    await app.search.open();
    await app.search.search({ id: user.id });
    await app.search.viewProfile(user.id);
    await expect(app.profile.cards).toHaveCount(1);
    await expect(app.page.getByText('Your role does not let you issue authenticators. Ask an RA Manager.')).toBeVisible();
    await expect(app.profile.issue).toHaveCount(0);
    await expect(app.profile.remove(app.profile.cards)).toHaveCount(0);
    await expect(app.profile.tabs.getByRole('link', { name: 'History' })).toHaveCount(role === 'RA Agent' ? 1 : 0);

    await app.issue.open(user.id);
    await expect(app.problem).toHaveText('Your role does not let you issue authenticators. Ask an RA Manager.');
    await expect(app.issue.generate).toHaveCount(0);
  });
}

test('RA Agent (Advanced): can issue to a user without a role', async ({ visitor, user, phone }) => {
  const app = new AgentApp((await visitor({ as: RA_AGENT_ADVANCED })).page);
  await app.profile.open(user.id, 'authenticators');
  await app.profile.issue.click();
  await app.issue.choose(PASSKEY);
  await phone.registration.register(await app.issue.generateLink());
  await app.profile.open(user.id, 'authenticators');
  await expect(app.profile.fact('Registered')).toContainText('by Gareth Pugh');
});

test('RA Agent (Advanced): is told that only an RA Manager may issue to staff', async ({ visitor }) => {
  const app = new AgentApp((await visitor({ as: RA_AGENT_ADVANCED })).page);
  await app.profile.open(RA_AGENT, 'authenticators');
  await expect(app.page.getByRole('heading', { level: 2, name: 'Authenticators' })).toBeVisible();
  await expect(app.profile.issue).toHaveCount(0);
  await expect(app.page.getByText('This user has a staff role, so only an RA Manager can do this.')).toBeVisible();
  await app.issue.open(RA_AGENT);
  await expect(app.problem).toHaveText('This user has a staff role, so only an RA Manager can do this.');
});

test('RA Manager: can issue to staff, and to another RA Manager', async ({ agent }) => {
  for (const colleague of [SPONSOR, SECOND_RA_MANAGER]) {
    await agent.profile.open(colleague, 'authenticators');
    await expect(agent.profile.issue).toBeVisible();
  }
});

test('RA Manager: cannot issue or remove on their own profile, and is told why', async ({ agent }) => {
  await agent.profile.open(RA_MANAGER, 'authenticators');
  await expect(agent.profile.cards).toHaveCount(1);
  await expect(agent.profile.issue).toHaveCount(0);
  await expect(agent.profile.remove(agent.profile.cards)).toHaveCount(0);
  await expect(agent.page.getByText('You cannot issue authenticators to yourself. Ask another RA agent.')).toBeVisible();
  await agent.issue.open(RA_MANAGER);
  await expect(agent.problem).toHaveText('You cannot do this for your own account. Ask another RA agent.');
});
