// Browsers without WebAssembly, such as Safari in Lockdown Mode and Edge with enhanced security, and pages whose WASM does not load:
// the page says so, and so does the agent's panel.
import type { Page } from '@playwright/test';
import { ANDROID, IPAD, IPHONE, WINDOWS } from '../../support/devices';
import { expect, test } from '../../support/fixtures';
import { LinkPanel } from '../../support/pages/link-panel';
import { RegistrationPage } from '../../support/pages/registration-page';

const BLOCKED = 'Your browser blocks a part of this page (WebAssembly). Open the page on another device,';
const INCOMPLETE = 'This page did not load properly.';
/** The element has both texts, and one of them is hidden. */
const SHOWN = { useInnerText: true };

async function withoutWebAssembly(page: Page): Promise<void> {
  await page.addInitScript(() => Reflect.deleteProperty(globalThis, 'WebAssembly'));
}

for (const { device, title } of [
  { device: IPHONE, title: 'Opened on: iPhone, Safari' },
  { device: IPAD, title: 'Opened on: iPad, Safari' },
  { device: WINDOWS, title: 'Opened on: Windows computer, Edge' },
]) {
  test(`${device.name} without WebAssembly: the page and the panel name it`, async ({ agent, visitor, server, user, linkFor }) => {
    const link = await linkFor(user);
    await agent.openLink(user.id);
    const { page } = await visitor({ device });
    await withoutWebAssembly(page);
    await page.goto(link);
    await expect(page.getByRole('alert')).toContainText(BLOCKED, SHOWN);
    await expect(page.getByRole('alert')).not.toContainText(INCOMPLETE, SHOWN);
    await expect(page.getByText('Checking your link')).toBeHidden();
    const panel = new LinkPanel(agent.page);
    await panel.says('opened');
    await expect(panel.attempts.getByRole('heading')).toContainText(title);
    await expect(panel.attempts).toContainText('The browser blocks WebAssembly, which the page needs');
    await expect(page).toHaveURL(`${server.origin}/register`);
  });
}

test('after WebAssembly was allowed, loading the page again is enough', async ({ visitor, user, linkFor }) => {
  const { page } = await visitor({ device: IPHONE });
  // The name of a window stays when its page is loaded again.
  await page.addInitScript(() => void (window.name === '' && Reflect.deleteProperty(globalThis, 'WebAssembly')));
  await page.goto(await linkFor(user));
  await expect(page.getByRole('alert')).toContainText(BLOCKED, SHOWN);
  await page.evaluate(() => (window.name = 'allowed'));
  await page.reload();
  const registration = new RegistrationPage(page);
  await registration.continue.click();
  await registration.says('Create your passkey');
  await registration.finish();
});

test('when the WASM does not load, the panel tells the agent, and a reload still has the link', async ({ agent, phone, server, user, linkFor, watch }) => {
  watch.expect(/ERR_FAILED|Failed to fetch|WebAssembly/);
  const link = await linkFor(user);
  await agent.openLink(user.id);
  await phone.page.route('**/*.wasm', (route) => route.abort());
  await phone.page.goto(link);
  await expect(phone.page.getByRole('alert')).toContainText(INCOMPLETE, SHOWN);
  await expect(phone.page.getByRole('alert')).not.toContainText(BLOCKED, SHOWN);
  await expect(new LinkPanel(agent.page).attempts).toContainText('The page could not be loaded completely.');
  await expect(phone.page).toHaveURL(`${server.origin}/register`);
  await phone.page.unroute('**/*.wasm');
  await phone.page.reload();
  await phone.registration.continue.click();
  await phone.registration.says('Create your passkey');
  await phone.registration.finish();
});

test('when the script that loads the WASM is blocked, the page and the panel say so', async ({ agent, phone, user, linkFor, watch }) => {
  watch.expect(/ERR_|Failed to fetch/);
  const link = await linkFor(user);
  await agent.openLink(user.id);
  await phone.page.route('**/pkg/registration.*.js', (route) => route.abort('blockedbyclient'));
  await phone.page.goto(link);
  await expect(phone.page.getByRole('alert')).toContainText(INCOMPLETE, SHOWN);
  await expect(new LinkPanel(agent.page).attempts).toContainText('The page could not be loaded completely.');
});

for (const path of ['/sign-in', '/test']) {
  test(`without WebAssembly, ${path} names it`, async ({ visitor }) => {
    const { page } = await visitor({ device: ANDROID });
    await withoutWebAssembly(page);
    await page.goto(path);
    await expect(page.getByRole('alert')).toContainText(BLOCKED, SHOWN);
  });
}
