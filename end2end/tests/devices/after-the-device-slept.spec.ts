// While a device sleeps, the timers of its pages stand still, and the server forgets the ceremonies. The page looks at the
// device's clock when it is shown again, and at the tap, so that no tap makes a passkey that nobody can use.
import type { Page } from '@playwright/test';
import { installClock } from '../../support/clock';
import { expect, test } from '../../support/fixtures';
import { PASSKEY } from '../../support/kinds';
import { AgentApp } from '../../support/pages/agent-app';
import { TestPanel } from '../../support/pages/test-panel';
import { asked, spy } from '../../support/spy';

const AGAIN = 'The page is ready again. Select the button once more.';

/** Sets the device's clock forward, and lets no timer run. */
async function sleep(page: Page, minutes = 20): Promise<void> {
  await page.clock.setSystemTime(await page.evaluate((minutes) => Date.now() + minutes * 60_000, minutes));
}

test('registering: the tap loads new options and asks for another tap, and makes no stray passkey', async ({
  phone,
  user,
  linkFor,
  database,
}) => {
  const { page, registration, authenticator } = phone;
  await spy(page);
  await installClock(page);
  await registration.join(await linkFor(user));
  await sleep(page);
  database.forgetCeremonies(user);
  await registration.create.click();
  await expect(page.getByText(AGAIN)).toBeVisible();
  expect(await asked(page), 'the browser was not called').toEqual([]);
  await registration.finish();
  expect(await asked(page)).toMatchObject([{ method: 'create', fromTheTap: true }]);
  expect(await authenticator.credentials()).toHaveLength(1);
  expect(database.audit(user), 'no failure is counted').toEqual(['generate-link done', 'register done']);
});

for (const event of ['visibilitychange', 'pageshow']) {
  test(`registering: after ${event} new options are loaded, and one tap is enough`, async ({ phone, user, linkFor, database }) => {
    const { page, registration } = phone;
    await installClock(page);
    await registration.join(await linkFor(user));
    await sleep(page);
    database.forgetCeremonies(user);
    const loaded = page.waitForResponse('**/api/load_registration_options');
    await page.evaluate((event) => document.dispatchEvent(new Event(event, { bubbles: true })), event);
    expect((await loaded).status()).toBe(200);
    await registration.says(PASSKEY.ready);
    await expect(registration.create).toBeEnabled();
    await registration.finish();
    expect(database.audit(user)).toEqual(['generate-link done', 'register done']);
  });
}

test('registering: a page that is shown again after a minute loads nothing', async ({ phone, user, linkFor }) => {
  const { page, registration } = phone;
  await installClock(page);
  await registration.join(await linkFor(user));
  const loads: string[] = [];
  page.on('request', (request) => loads.push(new URL(request.url()).pathname));
  await sleep(page, 1);
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange', { bubbles: true })));
  await registration.finish();
  expect(loads).not.toContain('/api/load_registration_options');
});

test('testing: the press loads new options and asks for another press', async ({ phone, user, linkFor, database }) => {
  const { page, registration } = phone;
  await registration.register(await linkFor(user));
  await spy(page);
  await installClock(page);
  const panel = new TestPanel(page);
  await panel.open();
  await expect(panel.button).toBeEnabled();
  await sleep(page);
  await panel.press();
  await expect(page.getByText(AGAIN)).toBeVisible();
  expect(await asked(page), 'the browser was not called').toEqual([]);
  await panel.passes();
  expect(database.audit(user)).toEqual(['generate-link done', 'register done', 'test-authenticator done']);
});

test('signing in: the press loads new options and asks for another press; after visibilitychange one is enough', async ({
  phone,
  user,
  linkFor,
}) => {
  const { page, registration } = phone;
  await registration.register(await linkFor(user));
  await spy(page);
  await installClock(page);
  const { signInPage, profile } = new AgentApp(page);
  await signInPage.open();
  await expect(signInPage.button).toBeEnabled();
  await sleep(page);
  await signInPage.signIn();
  await expect(page.getByText(AGAIN)).toBeVisible();
  expect(await asked(page), 'the browser was not called').toEqual([]);
  await sleep(page);
  const loaded = page.waitForResponse('**/api/load_sign_in_options');
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange', { bubbles: true })));
  await loaded;
  await expect(signInPage.button).toBeEnabled();
  await signInPage.signIn();
  await expect(profile.heading).toContainText(user.name);
});
