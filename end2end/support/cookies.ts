// Cookies of other applications, and browsers that keep none.
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { BrowserContext, BrowserContextOptions, BrowserType, LaunchOptions, Page } from '@playwright/test';

/** Another application on the same host, on a port of its own: cookies know no port. */
export async function visitAnotherApplication(page: Page, cookies: readonly string[]): Promise<void> {
  // Node writes each letter of a header as one byte, so that ë is 0xEB alone.
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

/** A browser whose owner blocks cookies in its settings, which are in `folder`. */
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

/** Something between a browser and the server, or in the browser, takes all cookies out, until it is told to stop. */
export async function loseCookies(context: BrowserContext): Promise<() => Promise<void>> {
  await context.route('**/api/**', async (route) => {
    const response = await route.fetch();
    const headers = response.headers();
    delete headers['set-cookie'];
    // What the context has kept of the answer all the same.
    await context.clearCookies();
    await route.fulfill({ response, headers });
  });
  // What is on its way is waited for.
  return () => context.unrouteAll({ behavior: 'wait' });
}
