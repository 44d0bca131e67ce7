// The page loads the options before the tap. Loading can fail, and options become too old: they work for ten minutes, and a
// prompt may take five.
import { installClock } from '../../support/clock';
import { expect, test } from '../../support/fixtures';
import { PASSKEY } from '../../support/kinds';
import { AgentApp } from '../../support/pages/agent-app';
import { TestPanel } from '../../support/pages/test-panel';

const AWAY = 'We could not connect. Check your internet connection and try again.';

test('signing in: if the options did not load, one press loads them and the next one signs in', async ({ phone, user, linkFor, watch }) => {
  watch.expect(/ERR_FAILED/);
  const { page, registration } = phone;
  await registration.register(await linkFor(user));
  await page.route('**/api/load_sign_in_options', (route) => route.abort(), { times: 1 });
  const { signInPage, profile } = new AgentApp(page);
  await signInPage.open();
  await expect(page.getByText(AWAY)).toBeVisible();
  const loaded = page.waitForResponse('**/api/load_sign_in_options');
  await signInPage.signIn();
  expect((await loaded).status()).toBe(200);
  await signInPage.signIn();
  await expect(profile.heading).toContainText(user.name);
});

test('testing: if the options did not load, one press loads them and the next one tests', async ({ phone, user, linkFor, watch }) => {
  watch.expect(/ERR_FAILED/);
  const { page, registration } = phone;
  await registration.register(await linkFor(user));
  await page.route('**/api/load_test_options', (route) => route.abort(), { times: 1 });
  const panel = new TestPanel(page);
  await panel.open();
  await expect(page.getByText(AWAY)).toBeVisible();
  const loaded = page.waitForResponse('**/api/load_test_options');
  await panel.press();
  expect((await loaded).status()).toBe(200);
  await panel.passes();
});

test('signing in: the page replaces old options by itself', async ({ phone, user, linkFor }) => {
  const { page, registration } = phone;
  await registration.register(await linkFor(user));
  await installClock(page);
  const { signInPage, profile } = new AgentApp(page);
  await signInPage.open();
  await expect(signInPage.button).toBeEnabled();
  const loaded = page.waitForResponse('**/api/load_sign_in_options');
  await page.clock.fastForward('08:01');
  expect((await loaded).status()).toBe(200);
  await signInPage.signIn();
  await expect(profile.heading).toContainText(user.name);
});

test('registering: the page replaces old options by itself, and the user stays at the same step', async ({
  phone,
  user,
  linkFor,
  database,
}) => {
  const { page, registration } = phone;
  await installClock(page);
  await registration.join(await linkFor(user));
  const loaded = page.waitForResponse('**/api/load_registration_options');
  await page.clock.fastForward('08:01');
  expect((await loaded).status()).toBe(200);
  await registration.says(PASSKEY.ready);
  await registration.finish();
  expect(database.attempts(user)).toBe(1);
});
