// Checks every page in every state, on a desktop and on a phone. axe must find nothing, and no element may be wider than the
// page. A screenshot is kept in test-results/screenshots/, so that people can look at it.
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { DESKTOP, IPHONE } from '../../support/devices';
import { expect } from '../../support/fixtures';
import { test } from '../../support/mailing';
import { TOUR } from '../../support/tour';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const PICTURES = 'test-results/screenshots';

/** The rules that axe says the page breaks, each with the elements that break it. */
async function violations(page: Page): Promise<string[]> {
  // No page has frames, so axe's legacy mode finds the same. Unlike the normal mode, it opens no second page.
  const { violations } = await new AxeBuilder({ page }).withTags(RULES).setLegacyMode(true).analyze();
  return violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map((node) => node.html).join(' ')}`);
}

/** The width of the page if it is too wide, and the elements that reach beyond its right edge. Empty if the page fits. */
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
          // The narrowest page that WCAG requires (1.4.10, Reflow).
          await page.setViewportSize({ width: 320, height: 740 });
          expect.soft(await overflow(page), `nothing sticks out at 320 px, at ${name}`).toEqual([]);
          await page.setViewportSize({ width: 360, height: 740 });
        });
      }
    });
  }
}
