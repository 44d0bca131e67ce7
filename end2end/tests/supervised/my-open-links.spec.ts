// *My open links* on the home page: it shows where each link stands, as it happens, with one connection for all of them.
import { expect, test } from '../../support/fixtures';
import { AgentApp } from '../../support/pages/agent-app';
import { LinkPanel } from '../../support/pages/link-panel';
import { RegistrationPage } from '../../support/pages/registration-page';
import { SECOND_RA_MANAGER } from '../../support/staff';
import { hide, show } from '../../support/visibility';

test.use({ settings: { CIM_MATCH_CODE: 'video-only' } });

test('one page shows where each of several links stands, as it happens', async ({ agent, phone, visitor, people }) => {
  const at = new AgentApp(await agent.page.context().newPage());
  const [first, second] = [people.next(), people.next()];
  const streams: string[] = [];
  at.page.on('request', (request) => request.url().includes('/live/') && streams.push(new URL(request.url()).pathname));
  await at.home.open();

  await agent.issue.open(first.id);
  const link = await agent.issue.generateLink();
  await expect(at.home.link(first.name)).toContainText('Waiting for the user to open the link');
  await expect(at.home.link(first.name)).toContainText(`Registration link for a passkey, UUID ${first.id}`);
  await expect(at.home.link(first.name).getByRole('timer')).toHaveText(/^Time left: (30:00|29:\d\d)$/);
  await agent.issue.open(second.id);
  const other = await agent.issue.generateLink();
  await expect(at.home.links.filter({ hasText: 'Time left' }).first(), 'the newest one is the first').toContainText(second.name);

  const code = await phone.registration.askForCode(link);
  await expect(at.home.link(first.name)).toContainText('Enter the match code');
  const laptop = new RegistrationPage((await visitor()).page);
  await laptop.open(other);
  await expect(at.home.link(second.name)).toContainText('The link has been opened. Waiting for the user to select Continue');

  await at.home.link(first.name).getByRole('link', { name: `Go to this link of ${first.name}` }).click();
  const panel = new LinkPanel(at.page);
  await panel.says('code');
  await panel.type(code);
  await phone.registration.says('Create your passkey');
  await at.page.goBack();
  await expect(at.home.link(first.name)).toContainText('Ask the user to select Create passkey');
  await phone.registration.finish();
  await expect(at.home.link(first.name), 'how it ended stays there for ten minutes').toContainText('Passkey registered');
  await expect(at.home.link(first.name).getByRole('timer')).toHaveCount(0);
  expect(new Set(streams.filter((path) => !path.startsWith('/live/links/')))).toEqual(new Set(['/live/links']));

  const there = new LinkPanel(agent.page);
  await there.cancelLink();
  await expect(at.home.link(second.name)).toContainText('This link was cancelled');
});

test('another agent does not see them', async ({ visitor, agent, user }) => {
  await agent.issue.open(user.id);
  await agent.issue.generateLink();
  const other = new AgentApp((await visitor({ as: SECOND_RA_MANAGER })).page);
  await other.home.open();
  await expect(other.home.noLinks).toBeVisible();
  await expect(other.home.link(user.name)).toHaveCount(0);
});

test('when a row comes or goes, the person who is at another part of the page is not disturbed', async ({ agent, user, linkFor }) => {
  const { home } = agent;
  await home.open();
  await home.field.fill('jon');
  await linkFor(user);
  await expect(home.link(user.name)).toBeVisible();
  await expect(home.field).toBeFocused();
  await expect(home.field).toHaveValue('jon');
});

test('a hidden home page keeps no connection, and shows what happened when it is seen again', async ({ agent, user, linkFor }) => {
  const { page, home } = agent;
  const opened: string[] = [];
  page.on('request', (request) => request.url().endsWith('/live/links') && opened.push(request.url()));
  await home.open();
  await expect.poll(() => opened.length).toBe(1);
  await hide(page);
  await linkFor(user);
  await expect(home.link(user.name)).toHaveCount(0);
  await show(page);
  await expect(home.link(user.name)).toBeVisible();
  expect(opened).toHaveLength(2);
});

test('without live events, the page asks every few seconds', async ({ agent, user, linkFor }) => {
  const { page, home } = agent;
  await page.route('**/live/links', (route) => route.fulfill({ status: 204 }));
  await home.open();
  await linkFor(user);
  await expect(home.link(user.name)).toBeVisible({ timeout: 30_000 });
});

test('without JavaScript, a reload shows where the links stand', async ({ agent, visitor, user, linkFor }) => {
  await linkFor(user);
  const storageState = await agent.page.context().storageState();
  const plain = new AgentApp((await visitor({ context: { javaScriptEnabled: false, storageState } })).page);
  await plain.page.goto('/');
  await expect(plain.home.link(user.name)).toContainText('Waiting for the user to open the link');
  await plain.home.link(user.name).getByRole('link').click();
  await expect(plain.heading).toContainText('Registration link for a passkey');
});

test('when the connection is lost, the page says so', async ({ agent }) => {
  await agent.page.route('**/live/links', (route) => route.fulfill({ contentType: 'text/event-stream', body: '' }));
  await agent.home.open();
  await expect(agent.home.lost).toBeVisible();
});
