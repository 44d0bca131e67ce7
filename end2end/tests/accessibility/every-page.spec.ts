// Checks every page in every state, on a desktop and on a phone: axe and Alfa must find nothing, no word that was decided against
// may be on it, and no element may be wider than the page. On a desktop, the W3C's validator must find nothing either. (The phone's
// pages are the same HTML.) A screenshot is kept in test-results/screenshots/, so that people can look at it.
import type { Page } from '@playwright/test';
import { DESKTOP, IPHONE } from '../../support/devices';
import { expect } from '../../support/fixtures';
import { AT_ANOTHER_WIDTH, JUDGES, type Judge, Markup, faultsOfText } from '../../support/judges';
import { test } from '../../support/mailing';
import { TOUR } from '../../support/tour';

const PICTURES = 'test-results/screenshots';

async function judge(page: Page, judges: Readonly<Record<string, Judge>>, where: string): Promise<void> {
  for (const [name, judge] of Object.entries(judges)) {
    expect.soft(await judge(page), `${name}, at ${where}`).toEqual([]);
  }
}

for (const device of [DESKTOP, IPHONE]) {
  for (const [part, walk] of Object.entries(TOUR)) {
    test(`${part}, on a ${device.name}`, async ({ visitor, linkFor, people, database, mailbox }, testInfo) => {
      const stage = { visitor: (options = {}) => visitor({ device, ...options }), linkFor, people, database };
      const markup = await Markup.in(testInfo.outputPath('pages'));
      for await (const { name, page } of walk(stage)) {
        await test.step(name, async () => {
          await page.screenshot({ path: `${PICTURES}/${name}.${device === DESKTOP ? 'desktop' : 'phone'}.png`, fullPage: true });
          await judge(page, JUDGES, name);
          if (device === DESKTOP) return markup.keep(name, page);
          // The narrowest page that WCAG requires (1.4.10, Reflow).
          await page.setViewportSize({ width: 320, height: 740 });
          await judge(page, AT_ANOTHER_WIDTH, `${name}, 320 px wide`);
          await page.setViewportSize({ width: 360, height: 740 });
        });
      }
      if (device === DESKTOP) expect.soft(await markup.faults(), 'valid HTML').toEqual([]);
      expect.soft(mailbox.all().flatMap(({ subject, text }) => faultsOfText(`${subject}\n${text}`)), 'plain words in emails').toEqual([]);
    });
  }
}
