// A link that is sent in a video call may reach somebody else. So only the attempt whose match code is read out is admitted.
import { ANDROID, IPHONE } from '../../support/devices';
import { expect, test } from '../../support/fixtures';
import { LinkPanel } from '../../support/pages/link-panel';
import { RegistrationPage } from '../../support/pages/registration-page';
import { withoutLiveEvents } from '../../support/spy';

test.use({ settings: { CIM_MATCH_CODE: 'video-only' } });

const READ_IT = 'Read this code to your RA agent';
const SIX_DIGITS = 'Enter the 6 digits that the user reads out';

/** Another code, which no browser shows. */
const otherThan = (code: string): string => code.replace(/^./, (digit) => String((Number(digit) + 1) % 10));

test('the ceremony starts only after the user has read the code out and the agent has typed it', async ({ agent, phone, user, database }) => {
  const panel = new LinkPanel(agent.page);
  await agent.issue.open(user.id);
  const link = await agent.issue.generateLink();
  await panel.says('waiting');
  await expect(panel.code).toHaveCount(0);

  const { registration } = phone;
  const code = await registration.askForCode(link);
  expect(code).toMatch(/^\d{3} \d{3}$/);
  await panel.says('joined');
  await expect(panel.attempts).toHaveText(/1\. An Android phone or tablet, Chrome\s*Match code wanted/);

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

test('the field says how many tries are left', async ({ agent, phone, user }) => {
  const panel = new LinkPanel(agent.page);
  await agent.issue.open(user.id);
  const code = await phone.registration.askForCode(await agent.issue.generateLink());
  await expect(panel.code).toHaveAccessibleDescription(/Three wrong ones cancel the link\./);
  await panel.type(otherThan(code));
  await expect(panel.errors.box).toBeFocused();
  await expect(panel.code).toHaveAccessibleDescription(/Two more wrong ones cancel the link\./);
});

test('screen readers announce which attempt was admitted, and the error of the wrong code disappears', async ({ agent, phone, user }) => {
  const panel = new LinkPanel(agent.page);
  await agent.issue.open(user.id);
  const code = await phone.registration.askForCode(await agent.issue.generateLink());
  await panel.type(otherThan(code));
  await expect(panel.errors.box).toBeFocused();
  await panel.type(code);
  await phone.registration.says('Create your passkey');
  await expect(panel.announced('1. An Android phone or tablet, Chrome: Ready')).toHaveCount(1);
  await expect(panel.errors.box).toHaveCount(0);
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
  await panel.errors.says(SIX_DIGITS);
  await expect(agent.page.getByRole('alert').filter({ hasText: 'There is a problem' })).toHaveCount(1);
  await panel.errors.leadsTo(SIX_DIGITS, panel.code);
  await panel.type(wrong);
  await panel.errors.says('No browser shows this code. Ask the user to read it again.');
  await panel.type(wrong);
  await panel.errors.says('No browser shows this code. One more wrong code cancels the link.');
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
  const panel = new LinkPanel(agent.page);
  await agent.issue.open(user.id);
  const { registration } = phone;
  const code = await registration.askForCode(await agent.issue.generateLink());
  const answer = phone.page.waitForResponse('**/api/**');
  await registration.typedIt.click();
  await (await answer).finished();
  await expect(phone.page.getByText('Not yet: your RA agent has not typed this code. Read it out again.')).toBeVisible();
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
  await expect(panel.headline).toHaveText('The link has expired', { timeout: 30_000 });
  await expect(panel.code).toHaveCount(0);
});

test('after a reload, the page shows the same match code', async ({ agent, phone, user }) => {
  await agent.issue.open(user.id);
  const { registration } = phone;
  const code = await registration.askForCode(await agent.issue.generateLink());
  await phone.page.reload();
  await registration.continue.click();
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
