// "Open in Safari": the addresses that lead out of an app. They are for https alone, so the page is given an address of that
// kind; the test takes its requests to the server.
import type { Page } from '@playwright/test';
import { ANDROID, type Device, IPAD, IPHONE, MAC, WINDOWS } from '../../support/devices';
import { expect, test } from '../../support/fixtures';
import { PASSKEY } from '../../support/kinds';

const SECURE = 'https://cim.example';

/** Everything that the page asks of `SECURE` is answered by the server. */
async function serveSecurely(page: Page, origin: string): Promise<void> {
  await page.route(`${SECURE}/**`, async (route) => {
    const url = route.request().url().replace(SECURE, origin);
    const headers = { ...route.request().headers(), origin };
    // None when the test has ended meanwhile: the page tells of itself until then.
    const response = await route.fetch({ url, headers }).catch(() => undefined);
    if (response !== undefined) await route.fulfill({ response });
  });
}

/** As the browser within Teams. */
function inTeams(device: Device): Device {
  return { ...device, context: { ...device.context, userAgent: `${device.context.userAgent} Teams/7.1` } };
}

const WAYS: readonly { device: Device; name: string; href: (token: string) => string }[] = [
  { device: IPHONE, name: 'Open in Safari', href: (token) => `x-safari-https://cim.example/register#${token}` },
  { device: IPAD, name: 'Open in Safari', href: (token) => `x-safari-https://cim.example/register#${token}` },
  {
    device: ANDROID,
    name: 'Open in Chrome',
    href: (token) => `intent://cim.example/register#${token}#Intent;scheme=https;package=com.android.chrome;end`,
  },
  { device: WINDOWS, name: 'Open in Edge', href: (token) => `microsoft-edge:https://cim.example/register#${token}` },
];

for (const { device, name, href } of WAYS) {
  test(`${device.name}: "${name}", with the whole link`, async ({ registrar, user, linkFor, server }) => {
    const link = await linkFor(user);
    const token = new URL(link).hash.slice(1);
    const { page, registration } = await registrar(PASSKEY, { device: inTeams(device) });
    await serveSecurely(page, server.origin);
    await registration.open(`${SECURE}/register#${token}`);
    await registration.says('Open your link in your usual browser');
    await expect(page.getByRole('button', { name })).toHaveAttribute('href', href(token));
    await expect(registration.copyLink).toBeVisible();
  });
}

test('a Mac has no such address, but the link is copied', async ({ registrar, user, linkFor, server }) => {
  const token = new URL(await linkFor(user)).hash;
  const { page, registration } = await registrar(PASSKEY, { device: inTeams(MAC) });
  await serveSecurely(page, server.origin);
  await registration.open(`${SECURE}/register${token}`);
  await registration.says('Open your link in your usual browser');
  await expect(registration.main.getByRole('button')).toHaveText(['Copy link', 'Continue here all the same']);
  expect(await registration.copiedLink({ sameDevice: true })).toBe(`${SECURE}/register${token}`);
});
