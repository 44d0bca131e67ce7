// Ways in which a link gets from the agent to the user: the QR code for a phone across a desk. (Copying is in
// tests/journey/the-link.spec.ts, e-mail in mail.spec.ts.)
import jsQR from 'jsqr';
import type { Locator } from '@playwright/test';
import { expect, test } from '../../support/fixtures';

/** What a camera reads in a QR code that is drawn as an SVG path, a square a module: `M3 4h1v1h-1z`. */
async function scanned(code: Locator): Promise<string | undefined> {
  const path = (await code.locator('path').getAttribute('d')) ?? '';
  const viewBox = ((await code.getAttribute('viewBox')) ?? '').split(' ').map(Number);
  const [left, top, width, height] = viewBox as [number, number, number, number];
  const pixels = 4;
  const image = new Uint8ClampedArray(width * height * pixels * pixels * 4).fill(255);
  for (const [, column, row] of path.matchAll(/M(\d+) (\d+)h1v1h-1z/g)) {
    for (let y = 0; y < pixels; y++) {
      for (let x = 0; x < pixels; x++) {
        const at = ((Number(row) - top) * pixels + y) * width * pixels + (Number(column) - left) * pixels + x;
        image.fill(0, at * 4, at * 4 + 3);
      }
    }
  }
  return jsQR(image, width * pixels, height * pixels, { inversionAttempts: 'dontInvert' })?.data;
}

test('the QR code leads where the link leads, and is large enough for a camera across a desk', async ({ agent, phone, user }) => {
  const { issue } = agent;
  await issue.open(user.id);
  const link = await issue.generateLink({ faceToFace: true });
  await expect(issue.qrCode).toBeVisible();
  const read = await scanned(issue.qrCode);
  expect(read).toBe(link);
  const box = await issue.qrCode.boundingBox();
  // Five centimetres, at 96 pixels an inch.
  expect(box?.width).toBeGreaterThanOrEqual(190);
  expect(box?.height).toBeGreaterThanOrEqual(190);
  const colours = await issue.qrCode.evaluate((code) => [
    getComputedStyle(code).backgroundColor,
    getComputedStyle(code.querySelector('path') as Element).fill,
  ]);
  expect(colours, 'dark on light: many cameras read nothing else').toEqual([
    'rgb(255, 255, 255)',
    expect.stringMatching(/^rgb\(\d{1,2}, \d{1,2}, \d{1,2}\)$/),
  ]);
  await phone.registration.register(read ?? '');
});

test('in a video call the QR code is there to be opened', async ({ agent, user }) => {
  const { issue, page } = agent;
  await issue.open(user.id);
  const link = await issue.generateLink();
  await expect(issue.qrCode).toBeHidden();
  await page.getByText('Show a QR code').click();
  await expect(issue.qrCode).toBeVisible();
  expect(await scanned(issue.qrCode)).toBe(link);
});

test('no part of the link is cut off, however narrow the page is', async ({ agent, user }) => {
  const { issue, page } = agent;
  await issue.open(user.id);
  await issue.generateLink();
  await page.setViewportSize({ width: 320, height: 740 });
  const [shown, whole] = await issue.link.evaluate((link) => [link.clientWidth, link.scrollWidth]);
  expect(whole).toBe(shown);
  await expect(issue.link).toHaveCSS('text-overflow', 'clip');
});
