// Cookies of other applications, and browsers that keep none.
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
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

/** Runs `use` with a browser whose owner blocks cookies in its settings. Settings are in a folder, so it has one of its own. */
export async function blockingCookies(
  chromium: BrowserType,
  options: LaunchOptions & BrowserContextOptions,
  use: (context: BrowserContext) => Promise<void>,
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'cim-chromium-'));
  mkdirSync(join(folder, 'Default'));
  const blocked = { profile: { default_content_setting_values: { cookies: 2 } } };
  writeFileSync(join(folder, 'Default', 'Preferences'), JSON.stringify(blocked));
  const context = await chromium.launchPersistentContext(folder, options);
  await use(context);
  await context.close();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}

/** Something between a browser and the server, or in the browser, takes all cookies out, until it is told to stop. */
export async function loseCookies(context: BrowserContext): Promise<() => Promise<void>> {
  const pattern = '**/api/**';
  await context.route(pattern, async (route) => {
    const response = await route.fetch();
    const headers = response.headers();
    delete headers['set-cookie'];
    // What the context has kept of the answer all the same.
    await context.clearCookies();
    await route.fulfill({ response, headers });
  });
  return () => context.unroute(pattern);
}
