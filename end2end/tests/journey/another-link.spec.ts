// *Generate another link*: after a link has ended without a registration, one click generates the same again.
import { expect, test } from '../../support/fixtures';
import { SECURITY_KEY } from '../../support/kinds';
import { LinkPanel } from '../../support/pages/link-panel';

test('one click generates another link for the same kind, meeting and time', async ({ agent, phone, user, database }) => {
  const panel = new LinkPanel(agent.page);
  await agent.issue.open(user.id, SECURITY_KEY);
  await agent.issue.life.selectOption('30 minutes');
  const first = await agent.issue.generateLink({ faceToFace: true });
  await panel.cancelLink();
  await panel.says('cancelled');
  const ended = agent.page.url();

  await panel.another.click();
  await panel.says('waiting');
  expect(agent.page.url()).not.toBe(ended);
  await expect(agent.heading).toContainText('Registration link for a security key');
  expect(await agent.issue.link.textContent()).not.toBe(first);
  await expect(agent.issue.qrCode, 'face to face, the QR code is shown').toBeVisible();
  expect(database.linkLife(user)).toBe(30);
  await phone.registration.open((await agent.issue.link.textContent()) ?? '');
  await expect(phone.registration.heading).toHaveText('Register your security key');
});
