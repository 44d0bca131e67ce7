// What the panel says and does when live events do not come, because the server does not run or the agent may no longer see
// them.
import { installClock } from '../../support/clock';
import { expect, test } from '../../support/fixtures';
import { AgentApp } from '../../support/pages/agent-app';
import { LinkPanel } from '../../support/pages/link-panel';
import { withoutLiveEvents } from '../../support/spy';
import { RA_AGENT_ADVANCED } from '../../support/staff';

const FACE_TO_FACE = { faceToFace: true };

test('when the connection is lost, the panel says so, and it recovers', async ({ agent, phone, user, server, watch }) => {
  watch.expectAway();
  test.slow();
  const panel = new LinkPanel(agent.page);
  await agent.issue.open(user.id);
  const link = await agent.issue.generateLink(FACE_TO_FACE);
  await server.kill();
  await expect(panel.lost).toBeVisible();
  await server.launch();
  await expect(panel.lost).toHaveCount(0, { timeout: 30_000 });
  await phone.registration.register(link);
  await panel.says('registered');
});

test('when live events are only delayed, the panel does not say that the connection was lost', async ({ agent, user }) => {
  await withoutLiveEvents(agent.page);
  await agent.issue.open(user.id);
  await agent.issue.generateLink(FACE_TO_FACE);
  const panel = new LinkPanel(agent.page);
  await panel.says('waiting');
  await expect(panel.lost).toHaveCount(0);
});

test('an agent who was signed out meanwhile is told so, and the page sends no more requests', async ({ visitor, staff, phone, user, watch }) => {
  watch.expectLiveRefused(401);
  const { page, context, authenticator } = await visitor();
  await installClock(page);
  await staff.signIn(page, authenticator, RA_AGENT_ADVANCED);
  const app = new AgentApp(page);
  const panel = new LinkPanel(page);
  await app.issue.open(user.id);
  const link = await app.issue.generateLink(FACE_TO_FACE);
  await panel.says('waiting');

  const other = new AgentApp(await context.newPage());
  await other.search.open();
  await other.signOut.click();
  await expect(other.heading).toHaveText('Sign in');
  // At the next event the server finds that nobody is signed in, and ends the stream.
  await phone.registration.join(link);
  await expect(app.heading.filter({ visible: true })).toHaveText('You have been signed out');
  await expect(panel.lost).toHaveCount(0);
  await expect(panel.attempts).toHaveCount(0);

  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await page.clock.fastForward('05:00');
  await page.evaluate(() => fetch('/health/live'));
  expect(asked).toEqual(['/health/live']);
});

test('live events have headers that make proxies pass them on at once', async ({ agent, user, linkFor }) => {
  await linkFor(user);
  const answer = agent.page.waitForResponse('**/live/links/**');
  await agent.openLink(user.id);
  expect((await answer).headers()).toMatchObject({
    'content-type': 'text/event-stream',
    'cache-control': expect.stringMatching(/no-store|no-cache/),
    'x-accel-buffering': 'no',
  });
});
