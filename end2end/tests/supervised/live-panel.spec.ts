// What the panel shows of the user's progress by itself.
import { generateLink } from '../../support/api';
import { PHONE_NEARBY } from '../../support/authenticator';
import { expect, test } from '../../support/fixtures';
import { SECURITY_KEY } from '../../support/kinds';
import { AgentApp } from '../../support/pages/agent-app';
import { HOME } from '../../support/pages/home-page';
import { LinkPanel } from '../../support/pages/link-panel';
import { holdDialogue } from '../../support/spy';
import { RA_AGENT_ADVANCED } from '../../support/staff';

const FACE_TO_FACE = { faceToFace: true };

test('the panel shows each step of the user, and explains a failure to the agent', async ({ agent, phone, user }) => {
  const panel = new LinkPanel(agent.page);
  await agent.issue.open(user.id);
  const link = await agent.issue.generateLink(FACE_TO_FACE);
  await panel.says('waiting');
  await expect(panel.countdown).toHaveText(/^Time left: (9:\d\d|10:00)$/);
  const { registration } = phone;
  await registration.join(link);
  await panel.says('ready');
  await expect(panel.attempts).toContainText('Device 1: Android phone or tablet, Chrome');
  await expect(panel.attempts).toContainText('Ready to register');
  await expect(panel.attempts).toContainText('Screen lock or Windows Hello: yes');
  await expect(panel.say).toContainText('Please select Create passkey.');
  await phone.authenticator.setUserVerified(false);
  await registration.create.click();
  await registration.says('No passkey was created');
  await expect(panel.attempts).toContainText('Failed');
  await expect(panel.attempts).toContainText('Ask them to check their screen lock');
  await phone.authenticator.setUserVerified(true);
  await registration.finishAgain();
  await panel.says('registered');
  await expect(panel.attempts).toContainText('Registered');
  await expect(panel.attempts, 'what the device can do no longer matters').not.toContainText('Screen lock');
  await expect(panel.success).toContainText('Passkey registered');
  await expect(panel.success).toContainText('Chromium virtual authenticator');
  await expect(panel.notTested).toBeVisible();
  await registration.test.passes();
  await expect(panel.tested).toBeVisible();
  await expect(panel.notTested).toHaveCount(0);
});

test('the panel shows that the device has shown its prompt', async ({ agent, phone, user }) => {
  const panel = new LinkPanel(agent.page);
  await agent.issue.open(user.id);
  const release = await holdDialogue(phone.page);
  await phone.registration.join(await agent.issue.generateLink(FACE_TO_FACE));
  await phone.registration.create.click();
  await expect(panel.attempts).toContainText('Waiting for the user');
  await release();
  await panel.says('registered');
});

test('only the panel explains a refusal of the server in the agent’s words, not the user’s page', async ({ agent, registrar, user }) => {
  const panel = new LinkPanel(agent.page);
  await agent.issue.open(user.id, SECURITY_KEY);
  const { page, registration } = await registrar(SECURITY_KEY, { authenticator: PHONE_NEARBY });
  await registration.join(await agent.issue.generateLink(FACE_TO_FACE));
  await registration.create.click();
  await registration.says(SECURITY_KEY.refused);
  const words = 'They saved a passkey on the device or a phone, but the link is for a security key.';
  await expect(panel.attempts).toContainText('Failed');
  await expect(panel.attempts).toContainText(words);
  await expect(page.getByText('What to tell your RA agent')).toHaveCount(0);
  await expect(registration.main).not.toContainText(words);
});

test('each step is announced to screen readers once, in one place', async ({ agent, phone, user }) => {
  const panel = new LinkPanel(agent.page);
  await agent.issue.open(user.id);
  const link = await agent.issue.generateLink(FACE_TO_FACE);
  const { registration } = phone;
  await registration.join(link);
  await expect(panel.announced('Ask the user to select Create passkey')).toHaveCount(1);
  await phone.authenticator.setUserVerified(false);
  await registration.create.click();
  await expect(panel.announced('Ask them to check their screen lock')).toHaveCount(1);
  await expect(panel.announced('Ask the user to select Create passkey')).toHaveCount(0);
  await phone.authenticator.setUserVerified(true);
  await registration.finishAgain();
  await expect(panel.announced('Passkey registered')).toHaveCount(1);
  await expect(panel.announced('Not tested yet')).toHaveCount(1);
  await registration.test.passes();
  await expect(panel.announced(/Passkey registered.*Tested /s)).toHaveCount(1);
});

test('after the registration, the way on is to find another user', async ({ agent, phone, user }) => {
  const panel = new LinkPanel(agent.page);
  await agent.issue.open(user.id);
  await phone.registration.register(await agent.issue.generateLink(FACE_TO_FACE));
  await expect(panel.success).toBeVisible();
  await expect(panel.viewProfile).toHaveText(`View ${user.name}’s profile`);
  await expect(agent.page.locator('main .nhsuk-button:visible')).toHaveText(['Find another user']);
  await panel.findAnother.click();
  await expect(agent.heading).toContainText(HOME);
});

test('for a security key the panel does not say what the computer lacks', async ({ agent, registrar, user }) => {
  const panel = new LinkPanel(agent.page);
  await agent.issue.open(user.id, SECURITY_KEY);
  const { registration } = await registrar(SECURITY_KEY);
  await registration.join(await agent.issue.generateLink(FACE_TO_FACE));
  await expect(panel.attempts).toContainText('Ready to register');
  await expect(panel.attempts).not.toContainText(/Screen lock|Bluetooth/);
});

test('in each state, the panel shows the same from events, after a reload and without JavaScript', async ({
  agent,
  phone,
  visitor,
  user,
  people,
  linkFor,
  database,
}) => {
  test.slow();
  // This panel is open all the time. The link was generated elsewhere, so the page never shows the link itself.
  const page = await agent.page.context().newPage();
  const panel = new LinkPanel(page);
  const plain = await visitor({
    context: { javaScriptEnabled: false, storageState: await agent.page.context().storageState() },
  });
  /** Expects that the panel shows the same words as the page without JavaScript, and as a reload. */
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
  await registration.join(link);
  await expect(panel.attempts).toContainText('Ready');
  await isTheSame('ready');
  await authenticator.setUserVerified(false);
  await registration.create.click();
  await expect(panel.attempts).toContainText('Failed');
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
    await registration.join(await linkFor(other));
    await new AgentApp(page).openLink(other.id);
    await expect(panel.attempts).toContainText('Ready');
    if (state === 'cancelled') await panel.cancelLink();
    if (state === 'replaced') await linkFor(other);
    if (state === 'expired') {
      database.expireLink(other);
      // Without the ceremony, the attempt can no longer be finished, so the link has expired. The reports of the failure below
      // update the panel at once, so the test need not wait for the next beat.
      database.forgetCeremonies(other);
      await phone.authenticator.setUserVerified(false);
      await registration.create.click();
      // The headline changes with the first of two reports, which says that the prompt was shown. The second report says how
      // the prompt ended.
      await expect(panel.attempts).toContainText('Failed');
    }
    await panel.says(state);
    await isTheSame(state);
  }
});

test('another agent cannot watch a link, but an RA Manager can, and sees who generated it', async ({ visitor, agent, server, user }) => {
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
