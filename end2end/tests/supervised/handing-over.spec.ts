// How a link gets from the agent to the user: with the QR code, which a phone scans across a desk. (The tests for copying are
// in tests/journey/the-link.spec.ts, and those for e-mail in mail.spec.ts.)
import jsQR from 'jsqr';
import type { Locator } from '@playwright/test';
import { expect, test } from '../../support/fixtures';

/** Reads a QR code as a camera does. It is drawn as an SVG path, with a square such as `M3 4h1v1h-1z` for each dark module. */
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

test('the QR code contains the link, and is large enough for a camera across a desk', async ({ agent, phone, user }) => {
  const { issue } = agent;
  await issue.open(user.id);
  const link = await issue.generateLink({ faceToFace: true });
  await expect(issue.qrCode).toBeVisible();
  const read = await scanned(issue.qrCode);
  expect(read).toBe(link);
  const box = await issue.qrCode.boundingBox();
  // This is five centimetres at 96 pixels per inch.
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

test('for a video call the QR code is hidden until the agent opens it', async ({ agent, user }) => {
  const { issue, page } = agent;
  await issue.open(user.id);
  const link = await issue.generateLink();
  await expect(issue.qrCode).toBeHidden();
  await page.getByText('Show QR code').click();
  await expect(issue.qrCode).toBeVisible();
  expect(await scanned(issue.qrCode)).toBe(link);
});

test('no part of the link is cut off on a narrow page', async ({ agent, user }) => {
  const { issue, page } = agent;
  await issue.open(user.id);
  await issue.generateLink();
  await page.setViewportSize({ width: 320, height: 740 });
  const [shown, whole] = await issue.link.evaluate((link) => [link.clientWidth, link.scrollWidth]);
  expect(whole).toBe(shown);
  await expect(issue.link).toHaveCSS('text-overflow', 'clip');
});
