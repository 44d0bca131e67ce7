// What the page finds out about the browser before the tap, and what it tells the user about it.
import { Authenticator, DEVICE_BOUND, SYNCED, USB_KEY } from '../../support/authenticator';
import { ANDROID, DESKTOP, WINDOWS } from '../../support/devices';
import { expect, test } from '../../support/fixtures';
import { CHOICE, KINDS, PASSKEY, SECURITY_KEY, WINDOWS_HELLO } from '../../support/kinds';
import { haveCapabilities, withoutWebAuthn } from '../../support/spy';

for (const kind of KINDS) {
  test(`${kind.label}, without WebAuthn: the page says where to open the link`, async ({ registrar, user, linkFor }) => {
    const link = await linkFor(user, kind);
    const { page, registration } = await registrar(kind);
    await withoutWebAuthn(page);
    await registration.open(link);
    await registration.says('You need a different browser');
    await expect(page.getByText('not inside another app. Your link still works.')).toBeVisible();
    expect(await registration.copiedLink({ sameDevice: true })).toBe(link);
  });

  test(`${kind.label}, not loaded securely: the page says to open the whole link again`, async ({ registrar, user, linkFor }) => {
    const { page, registration } = await registrar(kind);
    await page.addInitScript(() => Object.defineProperty(window, 'isSecureContext', { value: false }));
    await registration.open(await linkFor(user, kind));
    await registration.says('This page is not secure');
    await expect(page.getByText('The address must start with https.')).toBeVisible();
    await expect(registration.main.getByRole('button')).toHaveCount(0);
  });
}

test('on a phone without a screen lock, the page says what to set up', async ({ registrar, user, linkFor }) => {
  const { page, registration, authenticator } = await registrar(PASSKEY, { device: ANDROID, authenticator: USB_KEY });
  const link = await linkFor(user);
  await registration.open(link);
  await registration.says('This device cannot save a passkey yet');
  await expect(page.getByText('Set up a screen lock (face, fingerprint or PIN), then try again.')).toBeVisible();
  await expect(registration.phoneOrTablet).toHaveCount(0);
  expect(await registration.copiedLink()).toBe(link);
  await authenticator.detach();
  await Authenticator.attach(page, SYNCED);
  await registration.finishAgain();
});

test('on a Windows computer without Windows Hello, the page says what to set up', async ({ registrar, user, linkFor }) => {
  const { page, registration } = await registrar(WINDOWS_HELLO, { authenticator: USB_KEY });
  await registration.open(await linkFor(user, WINDOWS_HELLO));
  await registration.says('Windows Hello is not set up on this computer');
  await expect(page.getByText('Go to Settings, Accounts, Sign-in options and set up a PIN')).toBeVisible();
});

test('a security key can be registered on a device without a built-in authenticator', async ({ registrar, user, linkFor }) => {
  const { registration } = await registrar(SECURITY_KEY, { device: ANDROID });
  await registration.open(await linkFor(user, SECURITY_KEY));
  await registration.says(SECURITY_KEY.invited);
  await registration.continue.click();
  await registration.finish();
});

const BLUETOOTH = 'If you want to save your passkey on a phone or tablet, turn on Bluetooth on this computer first.';

for (const can of [true, false]) {
  test(`on a computer that ${can ? 'can' : 'cannot'} reach a phone, the page ${can ? 'says nothing about it' : 'asks the user to turn on Bluetooth'}`, async ({ registrar, user, linkFor }) => {
    const { page, registration } = await registrar(PASSKEY, { device: WINDOWS, authenticator: DEVICE_BOUND });
    await haveCapabilities(page, { hybridTransport: can });
    await registration.open(await linkFor(user));
    await registration.says(CHOICE);
    await expect(page.getByRole('status').filter({ hasText: BLUETOOTH })).toHaveCount(can ? 0 : 1);
  });
}

test('when a browser cannot say what it supports, the page says nothing about it', async ({ registrar, user, linkFor }) => {
  const { page, registration } = await registrar(PASSKEY, { device: DESKTOP, authenticator: DEVICE_BOUND });
  await haveCapabilities(page, undefined);
  await page.addInitScript(() =>
    Reflect.deleteProperty(PublicKeyCredential, 'isUserVerifyingPlatformAuthenticatorAvailable'),
  );
  const told = page.waitForRequest('**/api/report_visit');
  await registration.open(await linkFor(user));
  await registration.says(PASSKEY.invited);
  // The page sends this report as soon as it knows everything that it can find out.
  const { preflight } = (await told).postDataJSON() as { preflight: unknown };
  expect(preflight).toMatchObject({ platform_authenticator: null, hybrid: null });
  await expect(registration.main).not.toContainText('Bluetooth');
  await registration.continue.click();
  await registration.finish();
});
