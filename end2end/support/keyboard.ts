// Lets a test use a page with the keyboard alone.
import { type Locator, type Page, expect } from '@playwright/test';

/** Presses Tab until `target` has the focus. This must take no more than `presses`, and the focus must be visible. */
export async function tabTo(page: Page, target: Locator, presses = 18): Promise<void> {
  for (let press = 0; press < presses; press++) {
    await page.keyboard.press('Tab');
    if (await target.evaluate((element) => element === document.activeElement)) {
      const [unfocused, focused] = await target.evaluate((element: HTMLElement) => {
        const look = (): string => {
          const { outline, boxShadow, backgroundColor, textDecoration, borderColor } = getComputedStyle(element);
          return [outline, boxShadow, backgroundColor, textDecoration, borderColor].join();
        };
        const focused = look();
        element.blur();
        const unfocused = look();
        element.focus();
        return [unfocused, focused];
      });
      expect(focused, 'the focus can be seen').not.toBe(unfocused);
      return;
    }
  }
  throw new Error(`${presses} presses of Tab did not lead to ${target}`);
}
