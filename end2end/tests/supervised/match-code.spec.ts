// A link that is sent in a video call may reach somebody else. So only the attempt whose match code is read out is admitted.
import { otherThan } from '../../support/codes';
import { ANDROID, IPHONE } from '../../support/devices';
import { installClock } from '../../support/clock';
import { expect, test } from '../../support/fixtures';
import { AgentApp } from '../../support/pages/agent-app';
import { LinkPanel } from '../../support/pages/link-panel';
import { RegistrationPage } from '../../support/pages/registration-page';
import { withoutLiveEvents } from '../../support/spy';
import { RA_AGENT_ADVANCED } from '../../support/staff';

test.use({ settings: { CIM_MATCH_CODE: 'video-only' } });

const READ_IT = 'Read this code out to your RA agent';
const SIX_DIGITS = 'Enter the 6-digit code';

test('the ceremony starts only after the user has read the code out and the agent has typed it', async ({ agent, phone, user, database }) => {
  const panel = new LinkPanel(agent.page);
  await agent.issue.open(user.id);
  const link = await agent.issue.generateLink();
  await panel.says('waiting');
  await expect(panel.code).toHaveCount(0);

  const { registration } = phone;
  const code = await registration.askForCode(link);
  expect(code).toMatch(/^\d{3} \d{3}$/);
  await panel.says('code');
  await expect(panel.attempts).toHaveText(/Device 1: Android phone or tablet, Chrome\s*Match code needed/);

  await panel.type(code);
  await registration.says('Create your passkey');
  await expect(panel.attempts).toContainText('Ready');
  await expect(panel.code).toHaveCount(0);
  await registration.finish();
  await panel.says('registered');
  await expect(panel.notTested).toBeVisible();
  await registration.test.press();
  await expect(panel.tested).toBeVisible();
  expect(database.audit(user)).toEqual(['generate-link done', 'admit-attempt done', 'register done', 'test-authenticator done']);
});

test('the code is large, and screen readers spell it', async ({ agent, phone, user }) => {
  await agent.issue.open(user.id);
  const { registration } = phone;
  const code = await registration.askForCode(await agent.issue.generateLink());
  const size = await registration.matchCode.evaluate((element) => Number.parseFloat(getComputedStyle(element).fontSize));
  expect(size).toBeGreaterThanOrEqual(32);
  const spelt = code.replaceAll(' ', '').split('').join(' ');
  await expect(phone.page.locator('.app-match-code .nhsuk-u-visually-hidden')).toHaveText(spelt);
});

test('after a wrong code the field is empty and has the focus, and one message says how many tries are left', async ({ agent, phone, user }) => {
  const panel = new LinkPanel(agent.page);
  await agent.issue.open(user.id);
  const code = await phone.registration.askForCode(await agent.issue.generateLink());
  await expect(panel.code).toHaveAccessibleDescription(/After 3 wrong codes the link is cancelled\.$/);
  await panel.type(otherThan(code));
  await expect(panel.error).toHaveText('Error: That code does not match. You have 2 tries left.');
  await expect(panel.code).toBeFocused();
  await expect(panel.code).toHaveValue('');
  await expect(agent.page.locator('.nhsuk-hint'), 'the hint does not say it again').not.toContainText('tries left');
  await expect(agent.page.getByRole('alert').filter({ hasText: '2 tries left' })).toHaveCount(1);
  await agent.page.reload();
  await expect(panel.code).toHaveAccessibleDescription(/You have 2 tries left\.$/);
});

test('screen readers announce which attempt was admitted, and the error of the wrong code disappears', async ({ agent, phone, user }) => {
  const panel = new LinkPanel(agent.page);
  await agent.issue.open(user.id);
  const code = await phone.registration.askForCode(await agent.issue.generateLink());
  await panel.type(otherThan(code));
  await expect(panel.error).toBeVisible();
  await panel.type(code);
  await phone.registration.says('Create your passkey');
  await expect(panel.announced(/Ask the user to select Create passkey.*Device 1: Android phone or tablet, Chrome/s)).toHaveCount(1);
  await expect(panel.error).toHaveCount(0);
});

test('the field takes the focus when a browser waits, but never from something that the agent uses', async ({ agent, visitor, people }) => {
  const panel = new LinkPanel(agent.page);
  for (const uses of [undefined, agent.issue.copy]) {
    await agent.issue.open(people.next().id);
    const link = await agent.issue.generateLink();
    await panel.says('waiting');
    await uses?.focus();
    await new RegistrationPage((await visitor({ device: ANDROID })).page).askForCode(link);
    await panel.says('code');
    await expect(uses ?? panel.code).toBeFocused();
  }
});

test('devices that were not let in are folded, and one of them can still be let in', async ({ agent, phone, visitor, user }) => {
  const panel = new LinkPanel(agent.page);
  await agent.issue.open(user.id);
  const link = await agent.issue.generateLink();
  const scanners = [];
  for (const device of [IPHONE, ANDROID]) {
    const scanner = new RegistrationPage((await visitor({ device })).page);
    scanners.push({ scanner, code: await scanner.askForCode(link) });
  }
  await panel.type(await phone.registration.askForCode(link).then(async (code) => {
    await expect(panel.main).toContainText('3 devices have opened the link. Enter the code the user reads out: only that device gets in.');
    return code;
  }));
  await panel.says('ready');
  await expect(panel.attempts.filter({ visible: true })).toHaveText(/^Device 3: /);
  await expect(panel.code).toBeHidden();
  await panel.others.getByText('2 other devices have opened the link').click();
  await expect(panel.attempts.filter({ visible: true })).toHaveCount(3);
  await panel.type(scanners[1]?.code ?? '');
  await expect(panel.others).toHaveText(/1 other device has opened the link/);
  await panel.cancelLink();
});

test('a person who has the link but is not in the call is not admitted, and is told when the link was used', async ({
  agent,
  visitor,
  phone,
  user,
  server,
}) => {
  const panel = new LinkPanel(agent.page);
  await agent.issue.open(user.id);
  const link = await agent.issue.generateLink();
  const thief = new RegistrationPage((await visitor({ device: IPHONE })).page);
  await thief.askForCode(link);
  const code = await phone.registration.askForCode(link);
  await expect(panel.attempts).toHaveCount(2);

  await panel.type(code);
  await phone.registration.says('Create your passkey');
  await expect(thief.heading).toHaveText(READ_IT);
  const token = link.split('#')[1];
  const refused = await thief.page.request.post(`${server.origin}/api/load_registration_options`, {
    data: { token, choice: { place: 'any', without_attestation: false } },
  });
  expect([refused.status(), await refused.json()]).toEqual([403, 'not_admitted']);

  await phone.registration.finish();
  await thief.says('This link has already been used');
});

test('an incomplete code is not sent, and the third wrong code cancels the link on both screens', async ({
  agent,
  phone,
  user,
  database,
}) => {
  const panel = new LinkPanel(agent.page);
  await agent.issue.open(user.id);
  const wrong = otherThan(await phone.registration.askForCode(await agent.issue.generateLink()));
  await panel.type('12');
  await expect(panel.error).toHaveText(`Error: ${SIX_DIGITS}`);
  await expect(panel.code).toBeFocused();
  await expect(panel.code, 'what is not complete is not thrown away').toHaveValue('12');
  await panel.type(wrong);
  await expect(panel.error).toHaveText('Error: That code does not match. You have 2 tries left.');
  await panel.type(wrong);
  await expect(panel.error).toHaveText('Error: That code does not match. You have 1 try left.');
  expect(database.linkStates(user)).toEqual(['open']);
  await panel.type(wrong);
  await panel.says('wrongCodes');
  await phone.registration.says('This link was cancelled');
  await expect(panel.code).toHaveCount(0);
  expect(database.linkStates(user)).toEqual(['cancelled']);
  await agent.page.reload();
  await panel.says('wrongCodes');
});

test('without live events, the user presses a button after the agent has typed the code', async ({ agent, phone, user }) => {
  await withoutLiveEvents(phone.page);
  await installClock(phone.page);
  const panel = new LinkPanel(agent.page);
  await agent.issue.open(user.id);
  const { registration } = phone;
  const code = await registration.askForCode(await agent.issue.generateLink());
  await expect(registration.typedIt).toHaveCount(0);
  await registration.waitLong();
  const answer = phone.page.waitForResponse('**/api/**');
  await registration.typedIt.click();
  await (await answer).finished();
  await expect(phone.page.getByText('Your RA agent has not entered this code yet. Read it out again.')).toBeVisible();
  await expect(registration.heading).toHaveText(READ_IT);
  expect((await registration.matchCode.innerText()).trim(), 'it is the same attempt').toBe(code);

  await panel.type(code);
  await expect(panel.attempts).toContainText('Ready');
  await registration.typedIt.click();
  await registration.says('Create your passkey');
  await registration.finish();
});

test('a user who waits for the agent is told when the link is replaced', async ({ agent, phone, user, linkFor }) => {
  await agent.issue.open(user.id);
  await phone.registration.askForCode(await agent.issue.generateLink());
  await linkFor(user);
  await phone.registration.says('This link was replaced by a newer one');
  await new LinkPanel(agent.page).says('replaced');
});

test('when the time is up while a user waits for the agent, both screens say so', async ({ agent, phone, user, database }) => {
  const panel = new LinkPanel(agent.page);
  await agent.issue.open(user.id);
  await phone.registration.askForCode(await agent.issue.generateLink());
  await expect(panel.code).toBeVisible();
  database.expireLink(user);
  // The pages get the new state with the next beat, within 15 seconds.
  await expect(phone.registration.heading).toHaveText('This link has expired', { timeout: 30_000 });
  await expect(panel.headline).toHaveText('This link has expired', { timeout: 30_000 });
  await expect(panel.code).toHaveCount(0);
});

test('after a reload, the page shows the same match code', async ({ agent, phone, user }) => {
  await agent.issue.open(user.id);
  const { registration } = phone;
  const code = await registration.askForCode(await agent.issue.generateLink());
  await phone.page.reload();
  await registration.says(READ_IT);
  expect((await registration.matchCode.innerText()).trim()).toBe(code);
  const panel = new LinkPanel(agent.page);
  await expect(panel.attempts).toHaveCount(1);
});

test('face to face no match code is needed, and the QR code is shown', async ({ agent, visitor, user }) => {
  const { issue } = agent;
  await issue.open(user.id);
  const link = await issue.generateLink({ faceToFace: true });
  await expect(issue.qrCode).toBeVisible();
  const registration = new RegistrationPage((await visitor({ device: ANDROID })).page);
  await registration.register(link);
  await new LinkPanel(agent.page).says('registered');
});

test('a match code that is entered after the end of the session leads to signing in, and not to the field', async ({
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
  const code = await phone.registration.askForCode(await app.issue.generateLink());
  await panel.says('code');
  database.idleSessions(database.person(RA_AGENT_ADVANCED));
  await panel.type(code);
  await app.saysThatItIsOver();
  await expect(panel.code).toBeHidden();
});
