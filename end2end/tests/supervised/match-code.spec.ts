// In a video call the link may reach somebody else: only the browser whose code is read out gets further.
import { ANDROID, IPHONE } from '../../support/devices';
import { expect, test } from '../../support/fixtures';
import { LinkPanel } from '../../support/pages/link-panel';
import { RegistrationPage } from '../../support/pages/registration-page';

test.use({ settings: { CIM_MATCH_CODE: 'video-only' } });

const READ_IT = 'Read this code to your RA agent';

/** The code that a page shows, as it is read out. */
async function codeOn({ page, heading }: RegistrationPage): Promise<string> {
  await expect(heading).toHaveText(READ_IT);
  return (await page.locator('.app-match-code [aria-hidden]').innerText()).trim();
}

test('the user reads the code out, the agent types it, and only then the ceremony starts', async ({ agent, phone, user, database }) => {
  const panel = new LinkPanel(agent.page);
  await agent.issue.open(user.id);
  const link = await agent.issue.generateLink();
  await panel.says('Waiting for the user to open the link');
  await expect(panel.code).toHaveCount(0);

  const { registration } = phone;
  await registration.open(link);
  await registration.continue.click();
  const code = await codeOn(registration);
  await panel.says('The user has opened the link');
  await expect(panel.attempts).toHaveText(/1\. An Android phone or tablet, Chrome\s*Match code wanted/);

  await panel.type(code);
  await registration.says('Create your passkey');
  await expect(panel.attempts).toContainText('Ready');
  await expect(panel.code).toHaveCount(0);
  await registration.finish();
  await panel.says('Registered');
  await expect(agent.page.getByText('Not tested yet')).toBeVisible();
  await registration.test.press();
  await expect(agent.page.getByText(/^Tested /)).toBeVisible();
  expect(database.audit(user)).toEqual(['generate-link done', 'admit-attempt done', 'register done', 'test-authenticator done']);
});

test('who has the link but is not in the call gets no further, and is told when it was used', async ({ agent, visitor, phone, user, server }) => {
  const panel = new LinkPanel(agent.page);
  await agent.issue.open(user.id);
  const link = await agent.issue.generateLink();
  const thief = new RegistrationPage((await visitor({ device: IPHONE })).page);
  await thief.open(link);
  await thief.continue.click();
  await codeOn(thief);
  await phone.registration.open(link);
  await phone.registration.continue.click();
  const code = await codeOn(phone.registration);
  await expect(panel.attempts).toHaveCount(2);

  await panel.type(code);
  await phone.registration.says('Create your passkey');
  await expect(thief.heading).toHaveText(READ_IT);
  const token = link.split('#')[1];
  const refused = await thief.page.request.post(`${server.origin}/api/start_registration`, {
    data: { token, choice: { place: 'any', without_attestation: false } },
  });
  expect([refused.status(), await refused.json()]).toEqual([403, 'not_admitted']);

  await phone.registration.finish();
  await thief.says('This link has already been used');
});

test('the third wrong code cancels the link, on both screens', async ({ agent, phone, user, database }) => {
  const panel = new LinkPanel(agent.page);
  await agent.issue.open(user.id);
  const link = await agent.issue.generateLink();
  await phone.registration.open(link);
  await phone.registration.continue.click();
  const wrong = (await codeOn(phone.registration)).replace(/^./, (digit) => String((Number(digit) + 1) % 10));
  await panel.type('12');
  await expect(agent.page.getByText('Enter the 6 digits that the user reads out')).toBeVisible();
  await panel.type(wrong);
  await expect(agent.page.getByText('No browser shows this code. Ask the user to read it again.')).toBeVisible();
  await panel.type(wrong);
  await expect(agent.page.getByText('One more wrong code cancels the link.')).toBeVisible();
  await panel.type(wrong);
  await panel.says('The link was cancelled');
  await phone.registration.says('This link was cancelled');
  expect(database.linkStates(user)).toEqual(['cancelled']);
});

test('face to face no code is asked for', async ({ agent, visitor, user }) => {
  const { issue } = agent;
  await issue.open(user.id);
  await issue.faceToFace.check();
  await issue.generate.click();
  await expect(issue.link).toBeVisible();
  await expect(agent.page.getByRole('img', { name: 'QR code of the registration link' })).toBeVisible();
  const registration = new RegistrationPage((await visitor({ device: ANDROID })).page);
  await registration.register(await issue.link.innerText());
  await new LinkPanel(agent.page).says('Registered');
});
