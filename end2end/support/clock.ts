// Time in a page, in the hands of a test.
import type { Page } from '@playwright/test';

/**
 * From the next load on time passes in the page as ever, until the test moves it by `page.clock`. Playwright's own timers have
 * numbers that a browser's never have, beyond 32 bits, and WASM could not stop them.
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
