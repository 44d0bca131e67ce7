// Cookies of other applications, and browsers that do not store cookies.
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { BrowserContext, BrowserContextOptions, BrowserType, LaunchOptions, Page } from '@playwright/test';

/** Visits another application, on another port of the same host. Browsers send its cookies to our server too. */
export async function visitAnotherApplication(page: Page, cookies: readonly string[]): Promise<void> {
  // Node writes each letter of a header as one byte, so ë becomes the single byte 0xEB, which is not UTF-8.
  const application = createServer((_, response) => {
    const page = `<!doctype html><title>Another</title><link rel="icon" href="data:,">`;
    response.setHeader('set-cookie', cookies).setHeader('content-type', 'text/html').end(page);
  });
  application.listen(0, '127.0.0.1');
  await once(application, 'listening');
  await page.goto(`http://localhost:${(application.address() as AddressInfo).port}/`);
  application.closeAllConnections();
  application.close();
}

/** Starts a browser with settings that block all cookies. `folder` contains these settings. */
export async function blockingCookies(
  chromium: BrowserType,
  folder: string,
  options: LaunchOptions & BrowserContextOptions,
): Promise<BrowserContext> {
  mkdirSync(join(folder, 'Default'), { recursive: true });
  const blocked = { profile: { default_content_setting_values: { cookies: 2 } } };
  writeFileSync(join(folder, 'Default', 'Preferences'), JSON.stringify(blocked));
  return chromium.launchPersistentContext(folder, options);
}

/** Removes all cookies that the server sets, as a proxy or a browser extension might. The returned function ends this. */
export async function loseCookies(context: BrowserContext): Promise<() => Promise<void>> {
  await context.route('**/api/**', async (route) => {
    const response = await route.fetch();
    const headers = response.headers();
    delete headers['set-cookie'];
    // Also delete the cookies that the context has stored from this response all the same.
    await context.clearCookies();
    await route.fulfill({ response, headers });
  });
  // This waits for the requests in progress.
  return () => context.unrouteAll({ behavior: 'wait' });
}
