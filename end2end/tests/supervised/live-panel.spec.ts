// What the agent sees of the user's side without asking, and what they can do about the link.
import { generateLink } from '../../support/api';
import { expect, test } from '../../support/fixtures';
import { AgentApp } from '../../support/pages/agent-app';
import { LinkPanel } from '../../support/pages/link-panel';
import { RA_AGENT_ADVANCED, RA_MANAGER } from '../../support/staff';

/** Generates a link face to face and stays on its page. */
async function generate({ issue }: AgentApp, id: string): Promise<string> {
  await issue.open(id);
  await issue.faceToFace.check();
  await issue.generate.click();
  await expect(issue.link).toBeVisible();
  return issue.link.innerText();
}

test('each step of the user appears on the panel, and what went wrong in a sentence for the agent', async ({ agent, phone, user }) => {
  const panel = new LinkPanel(agent.page);
  const link = await generate(agent, user.id);
  await expect(panel.countdown).toContainText(/Time left: 9:\d\d|Time left: 10:00/);
  const { registration } = phone;
  await registration.begin(link);
  await expect(panel.attempts).toContainText('Ready');
  await expect(panel.attempts).toContainText('It can verify its user itself');
  await phone.authenticator.setUserVerified(false);
  await registration.create.click();
  await registration.says('No passkey was created');
  await expect(panel.attempts).toContainText('Did not work');
  await expect(panel.attempts).toContainText('Have them check the screen lock');
  await phone.authenticator.setUserVerified(true);
  await registration.finishAgain();
  await panel.says('Registered');
  await expect(panel.attempts).toContainText('Registered');
});

test('a reload shows the same; without JavaScript the page shows the state at load', async ({ agent, phone, browser, server, staff, user }) => {
  const panel = new LinkPanel(agent.page);
  await phone.registration.begin(await generate(agent, user.id));
  await panel.says('The user has opened the link');
  await agent.page.reload();
  await panel.says('The user has opened the link');
  await expect(panel.attempts).toHaveCount(1);

  const plain = await browser.newContext({ storageState: await staff.session(RA_MANAGER), javaScriptEnabled: false });
  const page = await plain.newPage();
  await page.goto(agent.page.url());
  await expect(page.locator('[role=status] > h2')).toHaveText('The user has opened the link');
  await plain.close();
  expect(server.faults()).toEqual([]);
});

test('cancelling ends it on both screens, and a link that was used cannot be cancelled', async ({ agent, phone, user, database }) => {
  const panel = new LinkPanel(agent.page);
  await phone.registration.begin(await generate(agent, user.id));
  await panel.cancel.click();
  await panel.says('The link was cancelled');
  await phone.registration.says('This link was cancelled');
  await expect(panel.cancel).toHaveCount(0);
  await panel.again.click();
  await expect(agent.heading).toContainText('Issue a passkey');
  expect(database.linkStates(user)).toEqual(['cancelled']);
});

test('an agent who closed the page finds the open link on the profile', async ({ agent, user }) => {
  await generate(agent, user.id);
  await agent.profile.open(user.id, 'authenticators');
  await expect(agent.page.getByText(/A registration link for a passkey is open until .*, by Amina Okafor\./)).toBeVisible();
  await agent.page.getByRole('link', { name: 'Watch or cancel the open link' }).click();
  const panel = new LinkPanel(agent.page);
  await panel.says('Waiting for the user to open the link');
  await panel.cancel.click();
  await panel.says('The link was cancelled');
});

test('another agent cannot watch it, an RA Manager can', async ({ visitor, agent, server, user }) => {
  const advanced = new AgentApp((await visitor({ as: RA_AGENT_ADVANCED })).page);
  const theirs = await generate(advanced, user.id);
  expect(theirs).toContain('/register#');
  await agent.page.goto(advanced.page.url());
  await new LinkPanel(agent.page).says('Waiting for the user to open the link');

  await generateLink(agent.page.context().request, server.origin, user);
  await agent.profile.open(user.id, 'authenticators');
  await agent.page.getByRole('link', { name: 'Watch or cancel the open link' }).click();
  await advanced.page.goto(agent.page.url());
  await expect(advanced.problem).toContainText('Another agent generated this link.');
  const live = await advanced.page.request.get(agent.page.url().replace(/.*users\/(\d+)\/.*links\//, `${server.origin}/live/links/$1/`));
  expect(live.status()).toBe(403);
});

test('a lost connection says so and recovers', async ({ agent, phone, user, server, watch }) => {
  watch.expect(/ERR_|Failed to load resource/);
  const panel = new LinkPanel(agent.page);
  const link = await generate(agent, user.id);
  await server.kill();
  await expect(agent.page.getByText('The connection was lost.')).toBeVisible();
  await server.launch();
  await expect(agent.page.getByText('The connection was lost.')).toHaveCount(0, { timeout: 30_000 });
  await phone.registration.register(link);
  await panel.says('Registered');
});

test('the agent chooses how long the link works, within the bounds of the operator', async ({ agent, user, database }) => {
  await agent.issue.open(user.id);
  await agent.issue.video.check();
  await agent.page.getByLabel('How long should the link work?').selectOption('30 minutes');
  await agent.issue.generate.click();
  await expect(agent.issue.link).toBeVisible();
  expect(database.linkLife(user)).toBe(30);
});
