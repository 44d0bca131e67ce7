// Every page in every state, on a desktop and on a phone: axe finds nothing, nothing sticks out at the side, and a picture
// is kept in test-results/screenshots/, for people to look at.
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { DESKTOP, IPHONE } from '../../support/devices';
import { expect } from '../../support/fixtures';
import { test } from '../../support/mailing';
import { TOUR } from '../../support/tour';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const PICTURES = 'test-results/screenshots';

/** What axe finds: each rule with the elements that break it. */
async function violations(page: Page): Promise<string[]> {
  // No page has frames, so the old way, in one page, finds the same and opens no other.
  const { violations } = await new AxeBuilder({ page }).withTags(RULES).setLegacyMode(true).analyze();
  return violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map((node) => node.html).join(' ')}`);
}

/** What is wider than the page, or hangs out of it: by the width of the page, and element by element. */
function overflow(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { clientWidth, scrollWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    const wide = [...document.querySelectorAll('body *')].filter((one) => one.getBoundingClientRect().right > clientWidth);
    return [`${scrollWidth} > ${clientWidth}`, ...wide.map((one) => one.outerHTML.slice(0, 120))];
  });
}

for (const device of [DESKTOP, IPHONE]) {
  for (const [part, walk] of Object.entries(TOUR)) {
    test(`${part}, on a ${device.name}`, async ({ visitor, linkFor, people, database }) => {
      const stage = { visitor: (options = {}) => visitor({ device, ...options }), linkFor, people, database };
      for await (const { name, page } of walk(stage)) {
        await test.step(name, async () => {
          await page.screenshot({ path: `${PICTURES}/${name}.${device === DESKTOP ? 'desktop' : 'phone'}.png`, fullPage: true });
          expect.soft(await violations(page), `axe, at ${name}`).toEqual([]);
          expect.soft(await overflow(page), `nothing sticks out, at ${name}`).toEqual([]);
          if (device === DESKTOP) return;
          // The narrowest page that WCAG asks for (1.4.10, Reflow).
          await page.setViewportSize({ width: 320, height: 740 });
          expect.soft(await overflow(page), `nothing sticks out at 320 px, at ${name}`).toEqual([]);
          await page.setViewportSize({ width: 360, height: 740 });
        });
      }
    });
  }
}
