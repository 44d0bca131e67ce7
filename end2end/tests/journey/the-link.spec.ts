// The page on which an agent generates a link.
import { type Visitor, expect, test } from '../../support/fixtures';
import { PASSKEY } from '../../support/kinds';
import { AgentApp } from '../../support/pages/agent-app';
import { LinkPanel } from '../../support/pages/link-panel';
import { withoutCopying } from '../../support/spy';
import { SECOND_RA_MANAGER, type Staff } from '../../support/staff';

const COPY_IT_YOURSELF = 'The link could not be copied. Select the link and copy it.';

/** An agent who has not generated a link yet, so that nothing is chosen for them. */
async function newcomer(visitor: () => Promise<Visitor>, staff: Staff): Promise<AgentApp> {
  const { page, authenticator } = await visitor();
  await staff.signIn(page, authenticator, SECOND_RA_MANAGER);
  return new AgentApp(page);
}

test('the kind of authenticator and the meeting have to be chosen', async ({ visitor, staff, user }) => {
  const agent = await newcomer(visitor, staff);
  const { issue } = agent;
  await agent.page.goto(`/users/${user.id}/authenticators/issue`);
  await issue.continue.click();
  await issue.errors.says('Select the type of authenticator', 'Select how you are meeting the user');
  await expect(agent.page).toHaveTitle(/^Error: Issue other authenticator - /);
  await issue.errors.leadsTo('Select how you are meeting the user', issue.video);
  await issue.errors.leadsTo('Select the type of authenticator', issue.kind(PASSKEY));
  await issue.choose(PASSKEY);
});

test('the meeting has to be chosen, and no link is generated before', async ({ visitor, staff, user, database }) => {
  const { issue } = await newcomer(visitor, staff);
  await issue.open(user.id);
  await issue.checkIdentity();
  await issue.generate.click();
  await issue.errors.says('Select how you are meeting the user');
  await issue.errors.leadsTo('Select how you are meeting the user', issue.video);
  expect(database.linkStates(user)).toEqual([]);
  await issue.generateLink();
  await expect(issue.errors.box).toBeHidden();
  expect(database.linkStates(user)).toEqual(['open']);
});

test('a link works for 30 minutes in a video call without match codes, face to face for ten', async ({ agent, people, database }) => {
  const { issue } = agent;
  for (const [meeting, minutes] of [
    [issue.video, 30],
    [issue.faceToFace, 10],
  ] as const) {
    const user = people.next();
    await issue.open(user.id);
    await meeting.check();
    await issue.checkIdentity();
    await issue.generate.click();
    await expect(issue.link).toBeAttached();
    expect(database.linkLife(user)).toBe(minutes);
    await expect(agent.page.getByRole('region', { name: 'Registration link' })).toContainText('It works once.');
  }
});

test('the history and the authenticator show how the agent and the user met', async ({ agent, phone, user }) => {
  await agent.issue.open(user.id);
  await phone.registration.register(await agent.issue.generateLink({ faceToFace: true }));
  await agent.profile.open(user.id, 'history');
  await expect(agent.page.getByRole('listitem').filter({ hasText: 'Registration link generated' })).toContainText(/face.to.face/i);
  await agent.profile.openTab('Authenticators');
  await expect(agent.profile.fact('Registered')).toContainText('by Amina Okafor, face to face');
});

test('the page of the link says what the user has done, and its main part gets the focus', async ({ agent, user }) => {
  await agent.issue.open(user.id);
  await agent.issue.generateLink();
  await expect(agent.heading).toContainText('Registration link for a passkey');
  await expect(agent.page.getByRole('heading', { name: 'Waiting for the user to open the link' })).toBeVisible();
  await expect(agent.page.getByRole('main')).toBeFocused();
});

test('one click selects the whole link', async ({ agent, user }) => {
  await agent.issue.open(user.id);
  const link = await agent.issue.generateLink();
  await agent.issue.link.click();
  expect(await agent.page.evaluate(() => String(getSelection()).trim())).toBe(link);
});

test('when the browser refuses to copy, the page does not say Copied', async ({ agent, user }) => {
  await withoutCopying(agent.page);
  await agent.issue.open(user.id);
  await agent.issue.generateLink();
  await agent.issue.copy.click();
  await expect(agent.issue.copied).toHaveText(COPY_IT_YOURSELF);
});

test('the message for the chat can be copied: it has the link, and says who sends it to whom and what for', async ({ agent, user }) => {
  await agent.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await agent.issue.open(user.id);
  const link = await agent.issue.generateLink();
  await agent.issue.copyMessage.click();
  await expect(agent.issue.copied).toHaveText('Message copied');
  const message = await agent.page.evaluate(() => navigator.clipboard.readText());
  expect(message).toBe(
    `Hello ${user.name}, this is your one-time link to register a passkey: ${link} Stay on the call with me. Amina Okafor, RA`,
  );
  await agent.page.getByText('What the message says').click();
  await expect(agent.page.getByText(message)).toBeVisible();
});

test('when the browser has no clipboard, the page does not say Copied', async ({ agent, user }) => {
  await agent.page.addInitScript(() => Object.defineProperty(Navigator.prototype, 'clipboard', { value: undefined }));
  await agent.issue.open(user.id);
  await agent.issue.generateLink();
  await agent.issue.copy.click();
  await expect(agent.issue.copied).toHaveText(COPY_IT_YOURSELF);
});

test('the link stays in its tab until it ends or the agent signs out, and no other tab shows it', async ({ visitor, staff, user, people }) => {
  const { page, context, authenticator } = await visitor();
  await staff.signIn(page, authenticator, SECOND_RA_MANAGER);
  const agent = new AgentApp(page);
  const panel = new LinkPanel(page);
  await agent.issue.open(user.id);
  const link = await agent.issue.generateLink();
  await page.reload();
  await expect(agent.issue.link).toHaveText(link);
  const other = new AgentApp(await context.newPage());
  await other.page.goto(page.url());
  await expect(other.page.getByText('For security, the link is only shown in the tab where it was generated.')).toBeVisible();
  await expect(other.issue.link).toHaveCount(0);

  await panel.cancelLink();
  await panel.says('cancelled');
  const kept = () => page.evaluate(() => JSON.stringify(sessionStorage));
  expect(await kept()).not.toContain('register#');
  await agent.issue.open(people.next().id);
  await agent.issue.generateLink();
  expect(await kept()).toContain('register#');
  await agent.signOut.click();
  await expect(agent.heading).toHaveText('Sign in');
  await expect.poll(kept).not.toContain('register#');
});

test('when the server cannot be reached, the page says so and the next try works', async ({ agent, user, watch }) => {
  watch.expect(/ERR_FAILED/);
  const { issue } = agent;
  await issue.open(user.id);
  await agent.page.route('**/api/generate_link', (route) => route.abort(), { times: 1 });
  await issue.video.check();
  await issue.checkIdentity();
  await issue.generate.click();
  await issue.errors.says('We could not connect. Check your internet connection and try again.');
  await issue.generate.click();
  await expect(issue.link).toBeVisible();
});
