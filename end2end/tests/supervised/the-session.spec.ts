// The session of an agent who watches a link, and links that lead to a panel.
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from '../../support/fixtures';
import { AgentApp } from '../../support/pages/agent-app';
import { HOME } from '../../support/pages/home-page';
import { LinkPanel } from '../../support/pages/link-panel';
import { RA_AGENT_ADVANCED } from '../../support/staff';

const FACE_TO_FACE = { faceToFace: true };

test('watching an open link keeps the session', async ({ visitor, staff, phone, user, database }) => {
  const { page, authenticator } = await visitor();
  await staff.signIn(page, authenticator, RA_AGENT_ADVANCED);
  const app = new AgentApp(page);
  const panel = new LinkPanel(page);
  await app.issue.open(user.id);
  const link = await app.issue.generateLink(FACE_TO_FACE);
  await panel.says('waiting');
  const agent = database.person(RA_AGENT_ADVANCED);
  for (const step of [() => phone.registration.join(link), () => phone.page.reload()]) {
    database.idleSessions(agent, 29);
    await step();
    // The next event of the link is enough.
    await expect.poll(() => database.idleMinutes(agent), { timeout: 30_000 }).toBeLessThan(1);
  }
  await phone.registration.finish();
  await panel.says('registered');
});

test('when the session has ended, the panel says so on top, shows nothing old, and leads back after signing in', async ({
  visitor,
  staff,
  phone,
  user,
  database,
  watch,
}) => {
  watch.expectLiveRefused(401);
  const { page, authenticator } = await visitor();
  await staff.signIn(page, authenticator, RA_AGENT_ADVANCED);
  const app = new AgentApp(page);
  const panel = new LinkPanel(page);
  await app.issue.open(user.id);
  const link = await app.issue.generateLink(FACE_TO_FACE);
  await panel.says('waiting');
  const address = page.url();
  database.idleSessions(database.person(RA_AGENT_ADVANCED));
  await phone.registration.join(link);
  await app.saysThatItIsOver();
  await expect(panel.headline).toBeHidden();
  await expect(panel.countdown).toBeHidden();

  await staff.lend(authenticator, RA_AGENT_ADVANCED);
  await page.getByRole('link', { name: 'Sign in' }).click();
  await expect(app.heading).toHaveText('Sign in');
  await app.signInPage.signIn();
  await expect(page).toHaveURL(address);
  await panel.says('ready');
  await expect(app.issue.link, 'the tab still has the link').toBeAttached();
  expect(await app.issue.link.textContent()).toBe(link);
  await phone.registration.finish();
  await panel.says('registered');
  await staff.takeBack(authenticator, RA_AGENT_ADVANCED);
});

test.describe('a link from another site', () => {
  test('leads an agent who is signed in to the panel, although the browser sends no cookie along', async ({ agent, server, user, linkFor }) => {
    await linkFor(user);
    await agent.openLink(user.id);
    const panel = agent.page.url();
    const chat = createServer((_, response) => {
      response.setHeader('content-type', 'text/html').end(`<!doctype html><title>chat</title><a href="${panel}">panel</a>`);
    });
    chat.listen(0, '127.0.0.1');
    await once(chat, 'listening');
    const first = `${server.origin}${new URL(panel).pathname}`;
    await agent.page.goto(`http://127.0.0.1:${(chat.address() as AddressInfo).port}/`);
    const request = agent.page.waitForRequest(first);
    await agent.page.getByRole('link').click();
    expect(await (await request).headerValue('cookie')).toBeNull();
    await expect(agent.page).toHaveURL(panel);
    await new LinkPanel(agent.page).says('waiting');
    chat.close();
  });

  test('leads nobody to yet another site', async ({ agent, server }) => {
    for (const next of ['//evil.example', '/\\evil.example', 'https://evil.example', 'https:evil.example', 'javascript:alert(1)']) {
      await agent.page.goto(`/sign-in?next=${encodeURIComponent(next)}`);
      await expect(agent.heading).toHaveText(HOME);
      expect(new URL(agent.page.url()).origin).toBe(server.origin);
    }
  });
});

test('a person who is not signed in gets to the page of the link after signing in', async ({ visitor, staff, user }) => {
  const { page, authenticator } = await visitor();
  const app = new AgentApp(page);
  await page.goto(`/users/${user.id}/authenticators`);
  await expect(app.heading).toHaveText('Sign in');
  await staff.lend(authenticator, RA_AGENT_ADVANCED);
  await app.signInPage.signIn();
  await expect(page).toHaveURL(`/users/${user.id}/authenticators`);
  await expect(app.profile.heading).toContainText(user.name);
  await staff.takeBack(authenticator, RA_AGENT_ADVANCED);
});
