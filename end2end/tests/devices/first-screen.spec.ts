// Before the last tap and at the first one, users see the button without scrolling. What will happen stands below it, and a picture
// shows it before the device does.
import type { Page } from '@playwright/test';
import { ANDROID, type Device, IPHONE, WINDOWS } from '../../support/devices';
import { expect, test } from '../../support/fixtures';
import { CHOICE, KINDS, type Kind, PASSKEY, SECURITY_KEY, WINDOWS_HELLO } from '../../support/kinds';

/** The window that a browser leaves on each device, and on the smallest phone. */
const SCREENS: ReadonlyArray<readonly [Device, number, number]> = [
  [IPHONE, 390, 664],
  [IPHONE, 320, 568],
  [ANDROID, 390, 664],
  [ANDROID, 320, 568],
  [WINDOWS, 1280, 720],
];

const FITS = KINDS.flatMap((kind) => SCREENS.map((screen) => [kind, ...screen] as const)).filter(
  ([kind, device]) => kind !== WINDOWS_HELLO || device === WINDOWS,
);

/** How far the first button reaches below the window; 0 or less when it is seen whole. */
function hidden(page: Page): Promise<number> {
  return page.evaluate(() => (document.querySelector('main button') as Element).getBoundingClientRect().bottom - innerHeight);
}

for (const [kind, device, width, height] of FITS) {
  test(`${kind.label}, ${device.name}, ${width} × ${height}: the buttons are seen without scrolling`, async ({ registrar, user, linkFor }) => {
    const { page, registration } = await registrar(kind, { device, authenticator: kind.authenticator });
    await page.setViewportSize({ width, height });
    await registration.open(await linkFor(user, kind));
    const both = kind === PASSKEY && device === WINDOWS;
    await registration.says(both ? CHOICE : kind.invited);
    expect(await hidden(page), 'the first button').toBeLessThanOrEqual(0);
    if (both) await expect(registration.phoneOrTablet).toBeInViewport({ ratio: 1 });
    await (both ? registration.continueHere : registration.continue).click();
    await registration.says(kind.ready);
    expect(await hidden(page), 'the last button').toBeLessThanOrEqual(0);
    await expect(registration.main.locator('svg')).toBeInViewport({ ratio: 1 });
  });
}

const ABOUT = new Map<Kind, string>([
  [PASSKEY, 'A passkey lets you sign in with your face, fingerprint or PIN.'],
  [SECURITY_KEY, 'A security key is a small device that you plug in or hold against your phone or computer.'],
  [WINDOWS_HELLO, 'Windows Hello lets you sign in on this computer with your face, fingerprint or PIN.'],
]);

for (const [kind, about] of ABOUT) {
  test(`${kind.label}: below the button, the page says what happens next, what it is, and what to do if it is for someone else`, async ({
    registrar,
    user,
    linkFor,
  }) => {
    const { page, registration } = await registrar(kind);
    await registration.open(await linkFor(user, kind));
    await registration.says(kind.invited);
    const { main } = registration;
    await expect(main.getByText(`For ${user.name}. Stay on the call, or in the room, with your RA agent until you finish.`)).toBeVisible();
    await expect(main.getByText(about)).toBeVisible();
    await expect(main.getByText(`If you are not ${user.name}, close this page and tell your RA agent.`)).toBeVisible();
    const order = await main.locator('h1, button, h2').allInnerTexts();
    expect(order.slice(0, 3)).toEqual([kind.invited, 'Continue', 'What happens next']);
    // What is not a problem is not said, and the time only when it is short.
    await expect(page.getByText(/You are using|works until|Time left/)).not.toBeVisible();
  });
}
