// "Open in Safari" and similar buttons, whose addresses lead out of an app. They need https, so the page gets an https address,
// and the test passes its requests on to the server.
import type { Page } from '@playwright/test';
import { ANDROID, type Device, IPAD, IPHONE, MAC, WINDOWS } from '../../support/devices';
import { expect, test } from '../../support/fixtures';
import { PASSKEY } from '../../support/kinds';

const SECURE = 'https://cim.example';

/** Passes all requests to `SECURE` on to the server. */
async function serveSecurely(page: Page, origin: string): Promise<void> {
  await page.route(`${SECURE}/**`, async (route) => {
    const url = route.request().url().replace(SECURE, origin);
    const headers = { ...route.request().headers(), origin };
    // There is no response when the test has ended meanwhile, because the page reports its progress until then.
    const response = await route.fetch({ url, headers }).catch(() => undefined);
    if (response !== undefined) await route.fulfill({ response });
  });
}

/** The same device, with the browser of Teams. */
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
  test(`${device.name}: "${name}" leads to the whole link`, async ({ registrar, user, linkFor, server }) => {
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

test('on a Mac there is no such button, but the link can be copied', async ({ registrar, user, linkFor, server }) => {
  const token = new URL(await linkFor(user)).hash;
  const { page, registration } = await registrar(PASSKEY, { device: inTeams(MAC) });
  await serveSecurely(page, server.origin);
  await registration.open(`${SECURE}/register${token}`);
  await registration.says('Open your link in your usual browser');
  await expect(registration.main.getByRole('button')).toHaveText(['Copy link', 'Continue in this app anyway']);
  expect(await registration.copiedLink({ sameDevice: true })).toBe(`${SECURE}/register${token}`);
});
