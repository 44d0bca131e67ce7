// What helps an agent who works in several windows and has little time: nothing moves, and what waits is seen from elsewhere.
import { otherThan } from '../../support/codes';
import { ANDROID } from '../../support/devices';
import { expect, test } from '../../support/fixtures';
import { HOME } from '../../support/pages/home-page';
import { LinkPanel } from '../../support/pages/link-panel';
import { RegistrationPage } from '../../support/pages/registration-page';
import { cover } from '../../support/visibility';

test.use({ settings: { CIM_MATCH_CODE: 'video-only' } });

test('nothing moves under the mouse when a device appears, on a wide screen and on a narrow one', async ({ agent, people, visitor }) => {
  for (const [width, height] of [
    [1280, 800],
    [900, 1000],
    [390, 844],
  ] as const) {
    await agent.page.setViewportSize({ width, height });
    const user = people.next();
    const panel = new LinkPanel(agent.page);
    await agent.issue.open(user.id);
    const link = await agent.issue.generateLink();
    await panel.says('waiting');
    // The middle of *Copy link*, measured from the top of the document.
    const place = (): Promise<number> =>
      agent.issue.copy.evaluate((button) => {
        const { top, height } = button.getBoundingClientRect();
        return Math.round(top + height / 2 + scrollY);
      });
    const before = await place();
    const registration = new RegistrationPage((await visitor({ device: ANDROID })).page);
    await registration.open(link);
    await panel.says('opened');
    expect(await place(), `${width}: the link was opened`).toBe(before);
    const code = await registration.askForCode(link);
    await panel.says('code');
    expect(await place(), `${width}: a browser waits`).toBe(before);
    await panel.type(otherThan(code));
    await expect(panel.error).toBeVisible();
    expect(await place(), `${width}: a wrong code`).toBe(before);
    await panel.type(code);
    await panel.says('ready');
    expect(await place(), `${width}: the code was right`).toBe(before);
  }
});

test('the title and the header tell an agent in another window what waits', async ({ agent, phone, user }) => {
  const { page } = agent;
  const panel = new LinkPanel(page);
  await agent.issue.open(user.id);
  const link = await agent.issue.generateLink();
  await expect(page).toHaveTitle(`Registration link: ${user.name} - Care Identity Management`);
  await expect(panel.badge).toHaveCount(0);
  await cover(page);
  const code = await phone.registration.askForCode(link);
  await expect(page).toHaveTitle(`Match code needed – ${user.name} - Care Identity Management`);
  await expect(panel.badge).toHaveText('Match code needed');
  await panel.type(code);
  await phone.registration.says('Create your passkey');
  await expect(page).toHaveTitle(`Registration link: ${user.name} - Care Identity Management`);
  await phone.registration.finish();
  await expect(page).toHaveTitle(`Registered – ${user.name} - Care Identity Management`);
  await expect(panel.badge).toHaveText('Registered');
  await panel.findAnother.click();
  await expect(agent.heading).toContainText(HOME);
  await expect(panel.badge).toHaveCount(0);
  await expect(page).toHaveTitle(`${HOME} - Care Identity Management`);
});

test('what is printed has neither the link nor anything to use it with', async ({ agent, phone, user }) => {
  const { page, issue } = agent;
  const panel = new LinkPanel(page);
  await issue.open(user.id);
  await phone.registration.askForCode(await issue.generateLink());
  await expect(panel.code).toBeVisible();
  await page.emulateMedia({ media: 'print' });
  for (const hidden of [issue.link, issue.copy, issue.qrCode, panel.code, panel.cancel, panel.replace, page.getByRole('button')]) {
    await expect(hidden.filter({ visible: true })).toHaveCount(0);
  }
  await expect(agent.heading).toContainText(user.id);
  await expect(panel.headline).toBeVisible();
});
