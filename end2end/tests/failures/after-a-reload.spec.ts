// A page that is loaded again goes on where it was, and a page on which nobody has selected Continue hears of the end of its link.
import { installClock } from '../../support/clock';
import { ANDROID } from '../../support/devices';
import { expect, test } from '../../support/fixtures';
import { LinkPanel } from '../../support/pages/link-panel';
import { RegistrationPage } from '../../support/pages/registration-page';

test.use({ settings: { CIM_MATCH_CODE: 'video-only' } });

const READ_IT = 'Read this code out to your RA agent';

test('a reload returns to the code and to the last tap, and the agent sees one device', async ({ agent, phone, user }) => {
  const { page, registration } = phone;
  await agent.issue.open(user.id);
  const code = await registration.askForCode(await agent.issue.generateLink());
  await page.reload();
  await registration.says(READ_IT);
  expect((await registration.matchCode.innerText()).trim(), 'the same code').toBe(code);
  const panel = new LinkPanel(agent.page);
  await panel.type(code);
  await registration.says('Create your passkey');
  await page.reload();
  await registration.says('Create your passkey');
  await expect(panel.attempts).toHaveCount(1);
  await registration.finish();
});

test('another browser in which the link is opened begins at the beginning', async ({ agent, phone, visitor, user }) => {
  await agent.issue.open(user.id);
  const link = await agent.issue.generateLink();
  await phone.registration.askForCode(link);
  const other = new RegistrationPage((await visitor({ device: ANDROID })).page);
  await other.open(link);
  await other.says('Register your passkey');
});

for (const [how, heading] of [
  ['replaced', 'This link was replaced by a newer one'],
  ['cancelled', 'This link was cancelled'],
] as const) {
  test(`a page on which nobody has selected Continue says that its link was ${how}, and stops counting`, async ({
    agent,
    phone,
    user,
    linkFor,
  }) => {
    const { page, registration } = phone;
    await installClock(page);
    await agent.issue.open(user.id);
    await registration.open(await agent.issue.generateLink());
    await registration.says('Register your passkey');
    const panel = new LinkPanel(agent.page);
    if (how === 'replaced') await linkFor(user);
    else await panel.cancelLink();
    await panel.says(how);
    await page.clock.fastForward('00:11');
    await registration.says(heading);
    await expect(registration.heading).toBeFocused();
    await expect(page.locator('[role=timer]')).toHaveCount(0);
  });
}

test('a page that looks its link up again stays as it is, and does not look while nobody sees it', async ({ phone, user, linkFor }) => {
  const { page, registration } = phone;
  await installClock(page);
  await registration.open(await linkFor(user));
  await registration.says('Register your passkey');
  await registration.continue.focus();
  const again = page.waitForResponse('**/api/look_up_link');
  await page.clock.fastForward('00:11');
  await (await again).finished();
  await expect(registration.continue).toBeFocused();

  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await page.evaluate(() => Object.defineProperty(document, 'hidden', { configurable: true, value: true }));
  await page.clock.fastForward('00:11');
  await page.evaluate(() => Reflect.deleteProperty(document, 'hidden'));
  expect(asked).toEqual([]);
  const shown = page.waitForRequest('**/api/look_up_link');
  await page.clock.fastForward('00:11');
  await shown;
});
