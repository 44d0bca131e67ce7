// Lets a test control the time in a page.
import type { Page } from '@playwright/test';

/**
 * Installs Playwright's clock. From the next load on, time passes in the page as usual, until the test moves it with
 * `page.clock`. Playwright numbers its timers beyond 32 bits, which a browser never does, and WASM cannot stop such timers.
 * So this gives the page small numbers instead.
 */
export async function installClock(page: Page, time?: Date): Promise<void> {
  await page.clock.install(time && { time });
  await page.addInitScript(() => {
    const timers = new Map<number, number>();
    for (const name of ['Timeout', 'Interval'] as const) {
      const set = window[`set${name}`] as (...timer: unknown[]) => unknown;
      const clear = window[`clear${name}`];
      Object.assign(window, {
        [`set${name}`]: (...timer: unknown[]): number => {
          timers.set(timers.size + 1, set(...timer) as number);
          return timers.size;
        },
        [`clear${name}`]: (timer: number): void => clear(timers.get(timer)),
      });
    }
  });
}
