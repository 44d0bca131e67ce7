// One browser has many panels open. Over HTTP/1.1 it has six connections to the server, for all of its tabs together.
import { expect, test } from '../../support/fixtures';
import { LinkPanel } from '../../support/pages/link-panel';
import { cover, hide, show } from '../../support/visibility';

test.use({ settings: { CIM_MATCH_CODE: 'video-only' } });

test('seven panels in one browser all work, and all show what happens', async ({ agent, phone, user }) => {
  await agent.issue.open(user.id);
  const link = await agent.issue.generateLink({ faceToFace: true });
  const panels = [new LinkPanel(agent.page)];
  for (let number = 2; number <= 7; number++) {
    const page = await agent.page.context().newPage();
    await page.goto(agent.page.url());
    const panel = new LinkPanel(page);
    await panel.says('waiting');
    await expect(panel.cancel).toBeEnabled();
    panels.push(panel);
  }
  await phone.registration.register(link);
  for (const panel of panels) {
    await panel.says('registered');
    await expect(panel.lost).toHaveCount(0);
  }
  await phone.registration.test.passes();
  for (const panel of panels) await expect(panel.tested).toBeVisible();
});

test('a panel that is hidden goes on listening until the link ends, and then shows what happened when it is shown again', async ({ agent, phone, user }) => {
  const panel = new LinkPanel(agent.page);
  await agent.issue.open(user.id);
  const link = await agent.issue.generateLink({ faceToFace: true });
  await panel.says('waiting');
  await cover(agent.page);
  await phone.registration.register(link);
  await panel.says('registered');
  await show(agent.page);
  await hide(agent.page);
  await show(agent.page);
  await expect(panel.lost).toHaveCount(0);
  await phone.registration.test.passes();
  await expect(panel.tested).toBeVisible();
});

test('the user’s page that was hidden goes on at once when it is shown again, because the agent has typed the code', async ({
  agent,
  phone,
  user,
}) => {
  const panel = new LinkPanel(agent.page);
  await agent.issue.open(user.id);
  const { registration } = phone;
  const code = await registration.askForCode(await agent.issue.generateLink());
  await hide(phone.page);
  await panel.type(code);
  await expect(panel.attempts).toContainText('Ready');
  await registration.says('Read this code out to your RA agent');
  await show(phone.page);
  await registration.says('Create your passkey');
  await registration.finish();
});

test('a page that comes back from the browser’s cache listens again', async ({ agent, phone, user }) => {
  const panel = new LinkPanel(agent.page);
  await agent.issue.open(user.id);
  const { registration } = phone;
  const code = await registration.askForCode(await agent.issue.generateLink());
  // Some engines tell a page only by this event that it is back.
  await hide(phone.page);
  await panel.type(code);
  await expect(panel.attempts).toContainText('Ready');
  await phone.page.evaluate(() => {
    Object.defineProperty(document, 'hidden', { configurable: true, value: false });
    window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
  });
  await registration.says('Create your passkey');
});
