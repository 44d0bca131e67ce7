// Cookies of other applications do not hide our cookies. If a browser does not store cookies, the page says so.
import { Authenticator } from '../../support/authenticator';
import { blockingCookies, loseCookies, visitAnotherApplication } from '../../support/cookies';
import { type Visitor, expect, test as base } from '../../support/fixtures';
import { AgentApp } from '../../support/pages/agent-app';
import { LinkPanel } from '../../support/pages/link-panel';
import { RegistrationPage } from '../../support/pages/registration-page';
import { TestPanel } from '../../support/pages/test-panel';

const NOT_SAVED = 'Your browser is not saving cookies';
const CANNOT_WORK =
  'Your browser is not saving cookies. Allow cookies for this site, or use another browser. Then try again.';

const test = base.extend<{ blocking: Visitor }>({
  /** A browser that blocks cookies. */
  blocking: async ({ playwright, launchOptions, server, watch }, use, testInfo) => {
    const folder = testInfo.outputPath('chromium');
    const context = await blockingCookies(playwright.chromium, folder, { ...launchOptions, baseURL: server.origin, locale: 'en-GB' });
    watch.over(context);
    const page = await context.newPage();
    await use({ context, page, authenticator: await Authenticator.attach(page) });
    await context.close();
  },
});

// These tests use match codes, because with them a user without cookies once waited for ever.
test.use({ settings: { CIM_MATCH_CODE: 'video-only' } });

const STRANGERS = ['cim-session', 'cim-sign-in', 'cim-test', 'cim-attempt'].map((name) => `${name}=${'A'.repeat(43)}; Path=/api`);

for (const [what, cookies] of [
  ['a byte beyond ASCII', ['c=Zo\u00eb; Path=/', 'd=\u00e9; Path=/']],
  ['neither a name nor a value', ['bare; Path=/', 'e=; Path=/', 'f="g h"; Path=/', 'i=j=k; Path=/']],
  ['our own names', [...STRANGERS, 'cim-session=nonsense; Path=/live']],
] as const) {
  test(`cookies of another application with ${what} do not hide our cookies`, async ({ agent, phone, user }) => {
    const { page, registration } = phone;
    await visitAnotherApplication(page, cookies);
    await agent.issue.open(user.id);
    const link = await agent.issue.generateLink();
    const code = await registration.askForCode(link);
    // A cookie that a script sets is in UTF-8.
    await page.evaluate(() => void (document.cookie = 'l=Zoë; path=/'));
    await new LinkPanel(agent.page).type(code);
    await registration.says('Create your passkey');
    await registration.finish();
    await registration.test.press();
    await expect(new LinkPanel(agent.page).tested).toBeVisible();

    const app = new AgentApp(page);
    await app.signInPage.open();
    await app.signInPage.signIn();
    await expect(app.profile.heading).toContainText(user.name);
    await page.reload();
    await expect(app.profile.heading).toContainText(user.name);
  });
}

test('if a browser blocks cookies, the page says so, and tries without cookies are no attempts', async ({
  agent,
  blocking,
  phone,
  user,
  database,
}) => {
  const panel = new LinkPanel(agent.page);
  await agent.issue.open(user.id);
  const link = await agent.issue.generateLink({ faceToFace: true });
  const registration = new RegistrationPage(blocking.page);
  for (let time = 0; time < 3; time++) {
    await registration.open(link);
    await registration.says(NOT_SAVED);
    await expect(blocking.page.getByText('Allow cookies for this site, or open your link in another browser')).toBeVisible();
    await expect(registration.copyLink).toBeVisible();
    for (let again = 0; again < 3; again++) {
      const refused = blocking.page.waitForResponse('**/api/join_link');
      await registration.tryAgain.click();
      expect((await refused).status()).toBe(422);
      await registration.says(NOT_SAVED);
      await expect(registration.tryAgain).toBeEnabled();
    }
    await blocking.page.goto('/sign-in');
  }
  expect(database.attempts(user)).toBe(0);
  await panel.says('opened');
  await expect(panel.attempts).toContainText('Their browser is not saving cookies, so it cannot go on.');
  await phone.registration.register(link);
  expect(database.attempts(user)).toBe(1);
});

test('while cookies are lost on the way, the page says so, and later the user can go on', async ({ phone, user, linkFor, database }) => {
  const { registration } = phone;
  const stopLosing = await loseCookies(phone.context);
  await registration.open(await linkFor(user));
  await registration.continue.click();
  for (let again = 0; again < 3; again++) {
    await registration.says(NOT_SAVED);
    const refused = phone.page.waitForResponse('**/api/join_link');
    await registration.tryAgain.click();
    await refused;
    await expect(registration.tryAgain).toBeEnabled();
  }
  await registration.says(NOT_SAVED);
  expect([database.attempts(user), database.linkStates(user)]).toEqual([0, ['open']]);
  await stopLosing();
  await registration.finishAgain();
  expect(database.attempts(user)).toBe(1);
});

test('the sign-in page and the test page say so when the browser does not store cookies', async ({ phone, blocking, user, linkFor, database }) => {
  await phone.registration.register(await linkFor(user));
  await blocking.authenticator.add(await phone.authenticator.credential());
  const { signInPage } = new AgentApp(blocking.page);
  await signInPage.open();
  await signInPage.signIn();
  await expect(blocking.page.getByText(CANNOT_WORK)).toBeVisible();
  await expect(blocking.page).toHaveURL(/\/sign-in$/);
  const panel = new TestPanel(blocking.page);
  await panel.open();
  await panel.press();
  await expect(blocking.page.getByText(CANNOT_WORK)).toBeVisible();
  expect(database.audit(user), 'nothing of it is logged').toEqual(['generate-link done', 'register done']);
});
