// What the agent sees of the user's side without asking.
import { generateLink } from '../../support/api';
import { PHONE_NEARBY } from '../../support/authenticator';
import { expect, test } from '../../support/fixtures';
import { SECURITY_KEY } from '../../support/kinds';
import { AgentApp } from '../../support/pages/agent-app';
import { LinkPanel } from '../../support/pages/link-panel';
import { holdDialogue } from '../../support/spy';
import { RA_AGENT_ADVANCED } from '../../support/staff';

const FACE_TO_FACE = { faceToFace: true };

test('each step of the user appears on the panel, and what went wrong in a sentence for the agent', async ({ agent, phone, user }) => {
  const panel = new LinkPanel(agent.page);
  await agent.issue.open(user.id);
  const link = await agent.issue.generateLink(FACE_TO_FACE);
  await panel.says('waiting');
  await expect(panel.countdown).toHaveText(/^Time left: (9:\d\d|10:00)$/);
  const { registration } = phone;
  await registration.begin(link);
  await panel.says('begun');
  await expect(panel.attempts).toContainText('1. An Android phone or tablet, Chrome');
  await expect(panel.attempts).toContainText('Ready');
  await expect(panel.attempts).toContainText('It can verify its user itself');
  await phone.authenticator.setUserVerified(false);
  await registration.create.click();
  await registration.says('No passkey was created');
  await expect(panel.attempts).toContainText('Did not work');
  await expect(panel.attempts).toContainText('Have them check the screen lock');
  await phone.authenticator.setUserVerified(true);
  await registration.finishAgain();
  await panel.says('registered');
  await expect(panel.attempts).toContainText('Registered');
  await expect(panel.main).toContainText('Chromium virtual authenticator');
  await expect(panel.notTested).toBeVisible();
  await registration.test.passes();
  await expect(panel.tested).toBeVisible();
  await expect(panel.notTested).toHaveCount(0);
});

test('the prompt is seen while the device shows it', async ({ agent, phone, user }) => {
  const panel = new LinkPanel(agent.page);
  await agent.issue.open(user.id);
  const release = await holdDialogue(phone.page);
  await phone.registration.begin(await agent.issue.generateLink(FACE_TO_FACE));
  await phone.registration.create.click();
  await expect(panel.attempts).toContainText('Prompt shown');
  await release();
  await panel.says('registered');
});

test('what the server refuses is on the panel, in the agent’s words, and not on the user’s page', async ({ agent, registrar, user }) => {
  const panel = new LinkPanel(agent.page);
  await agent.issue.open(user.id, SECURITY_KEY);
  const { page, registration } = await registrar(SECURITY_KEY, { authenticator: PHONE_NEARBY });
  await registration.begin(await agent.issue.generateLink(FACE_TO_FACE));
  await registration.create.click();
  await registration.says(SECURITY_KEY.refused);
  const words = 'They saved a passkey on the device or a phone, and the link is for a security key.';
  await expect(panel.attempts).toContainText('Did not work');
  await expect(panel.attempts).toContainText(words);
  await expect(page.getByText('What to tell your RA agent')).toHaveCount(0);
  await expect(registration.main).not.toContainText(words);
});

test('a screen reader hears of each step, once, in one place', async ({ agent, phone, user }) => {
  const panel = new LinkPanel(agent.page);
  await agent.issue.open(user.id);
  const link = await agent.issue.generateLink(FACE_TO_FACE);
  const { registration } = phone;
  await registration.begin(link);
  await expect(panel.announced('Ready')).toHaveCount(1);
  await phone.authenticator.setUserVerified(false);
  await registration.create.click();
  await expect(panel.announced('Have them check the screen lock')).toHaveCount(1);
  await expect(panel.announced('Ready')).toHaveCount(0);
  await phone.authenticator.setUserVerified(true);
  await registration.finishAgain();
  await expect(panel.announced('1. An Android phone or tablet, Chrome: Registered')).toHaveCount(1);
});

test('a reload shows the same as what was heard of, in each state; so does the page without JavaScript', async ({
  agent,
  phone,
  visitor,
  user,
  people,
  linkFor,
  database,
}) => {
  test.slow();
  // A panel that was open all the time, of a link that this page did not generate: it was never shown here.
  const page = await agent.page.context().newPage();
  const panel = new LinkPanel(page);
  const plain = await visitor({
    context: { javaScriptEnabled: false, storageState: await agent.page.context().storageState() },
  });
  /** Waits until the panel shows something, and compares it with what the server makes of it. */
  const isTheSame = async (state: string): Promise<void> => {
    await test.step(`the same: ${state}`, async () => {
      const heard = await panel.words();
      await plain.page.goto(page.url());
      expect(await new LinkPanel(plain.page).words(), 'without JavaScript').toBe(heard);
      await page.reload();
      await expect.poll(() => panel.words(), 'after a reload').toBe(heard);
    });
  };

  const link = await linkFor(user);
  await new AgentApp(page).openLink(user.id);
  await panel.says('waiting');
  await isTheSame('waiting');
  const { registration, authenticator } = phone;
  await registration.begin(link);
  await expect(panel.attempts).toContainText('Ready');
  await isTheSame('ready');
  await authenticator.setUserVerified(false);
  await registration.create.click();
  await expect(panel.attempts).toContainText('Did not work');
  await isTheSame('failed');
  await authenticator.setUserVerified(true);
  await registration.finishAgain();
  await expect(panel.notTested).toBeVisible();
  await isTheSame('registered');
  await registration.test.passes();
  await expect(panel.tested).toBeVisible();
  await isTheSame('tested');

  for (const state of ['cancelled', 'replaced', 'expired'] as const) {
    const other = people.next();
    await registration.begin(await linkFor(other));
    await new AgentApp(page).openLink(other.id);
    await expect(panel.attempts).toContainText('Ready');
    if (state === 'cancelled') await panel.cancel.click();
    if (state === 'replaced') await linkFor(other);
    if (state === 'expired') {
      database.expireLink(other);
      // Neither may what was begun be finished, nor does the panel wait for the next beat to hear of it.
      database.forgetCeremonies(other);
      await phone.authenticator.setUserVerified(false);
      await registration.create.click();
      // The headline changes with the first of two reports, the one of the prompt; the second is of how the prompt ended.
      await expect(panel.attempts).toContainText('Did not work');
    }
    await panel.says(state);
    await isTheSame(state);
  }
});

test('another agent cannot watch it, an RA Manager can, and sees who generated it', async ({ visitor, agent, server, user }) => {
  const advanced = new AgentApp((await visitor({ as: RA_AGENT_ADVANCED })).page);
  await advanced.issue.open(user.id);
  await advanced.issue.generateLink();
  await agent.page.goto(advanced.page.url());
  const panel = new LinkPanel(agent.page);
  await panel.says('waiting');
  await expect(panel.main).toContainText('Generated by Gareth Pugh');

  await generateLink(agent.page.context().request, server.origin, user);
  await agent.openLink(user.id);
  await advanced.page.goto(agent.page.url());
  await expect(advanced.problem).toContainText('Another agent generated this link.');
  const live = await advanced.page.request.get(agent.page.url().replace(/.*users\/(\d+)\/.*links\//, `${server.origin}/live/links/$1/`));
  expect(live.status()).toBe(403);
});
