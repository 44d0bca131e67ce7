// Hides a page and shows it again, as when a person goes to another tab. (Playwright keeps every page shown.)
import type { Page } from '@playwright/test';

/** Sets whether a person sees the page. */
async function set(page: Page, hidden: boolean): Promise<void> {
  await page.evaluate((hidden) => {
    Object.defineProperty(document, 'hidden', { configurable: true, value: hidden });
    Object.defineProperty(document, 'visibilityState', { configurable: true, value: hidden ? 'hidden' : 'visible' });
    document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
  }, hidden);
}

/** Hides a page that listens to live events. Its connection must be closed then. */
export async function hide(page: Page): Promise<void> {
  const closed = page.waitForEvent('requestfailed', (request) => new URL(request.url()).pathname.startsWith('/live/'));
  await set(page, true);
  await closed;
}

/** Hides a page that goes on listening. */
export async function cover(page: Page): Promise<void> {
  await set(page, true);
}

/** Shows a page that was hidden. */
export async function show(page: Page): Promise<void> {
  await set(page, false);
}
