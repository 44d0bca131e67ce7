// The registration page detects the device on which it is open, and describes what this device will show.
import { DEVICE_BOUND } from '../../support/authenticator';
import { ANDROID, type Device, IPAD, IPHONE, MAC, WINDOWS } from '../../support/devices';
import { expect, test } from '../../support/fixtures';
import { CHOICE, PASSKEY, SECURITY_KEY, WINDOWS_HELLO } from '../../support/kinds';
import { LinkPanel } from '../../support/pages/link-panel';

interface Words {
  readonly device: Device;
  readonly passkey: string;
  readonly key: string;
}

const DEVICES: readonly Words[] = [
  {
    device: IPHONE,
    passkey: 'Your iPhone asks if you want to save a passkey. Select Continue.',
    key: 'Select "Other options", then "Security key".',
  },
  {
    device: IPAD,
    passkey: 'Your iPad asks if you want to save a passkey. Select Continue.',
    // This step does not mention NFC, because no iPad has it.
    key: 'Plug in the key and enter its PIN.',
  },
  {
    device: ANDROID,
    passkey: 'Your phone asks if you want to create a passkey. Select Create or Continue.',
    key: 'Select "Another device" or "Security key".',
  },
  {
    device: WINDOWS,
    passkey: 'Choose where to save your passkey: this computer, or a phone or tablet.',
    key: 'choose "Security key" (or "External security key or built-in sensor") and select Next or OK.',
  },
  {
    device: MAC,
    passkey: 'To save it on a phone instead, select "Other options" and scan the QR code.',
    key: 'If you are asked how to save it, choose "Security key".',
  },
];

/** The name of each device and browser on the agent's panel. */
const ON_THE_PANEL: ReadonlyMap<Device, string> = new Map([
  [IPHONE, 'iPhone, Safari'],
  [IPAD, 'iPad, Safari'],
  [ANDROID, 'Android phone or tablet, Chrome'],
  [WINDOWS, 'Windows computer, Edge'],
  [MAC, 'Mac, Safari'],
]);

for (const { device, passkey, key } of DEVICES) {
  for (const [kind, step] of [
    [PASSKEY, passkey],
    [SECURITY_KEY, key],
  ] as const) {
    test(`${kind.label}, ${device.name}: the page shows the steps of this device and fits on its screen`, async ({ registrar, user, linkFor }) => {
      const { page, registration } = await registrar(kind, { device, authenticator: DEVICE_BOUND });
      await registration.open(await linkFor(user, kind));
      await registration.says(kind === PASSKEY && device === WINDOWS ? CHOICE : kind.invited);
      const steps = registration.main.getByRole('list').first().getByRole('listitem');
      await expect(steps).toHaveCount(3);
      await expect(steps.filter({ hasText: step })).toHaveCount(1);
      // On Android, the page says instead that a computer works better.
      const aboutThePin = kind === SECURITY_KEY && device !== ANDROID;
      await expect(page.getByRole('heading', { name: "Your security key's PIN" })).toHaveCount(aboutThePin ? 1 : 0);
      const wider = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      expect(wider).toBeLessThanOrEqual(0);
    });
  }
}

for (const { device } of DEVICES) {
  test(`${device.name}: a passkey is registered and tested, and the panel names the device`, async ({ agent, registrar, user, linkFor, database }) => {
    const link = await linkFor(user);
    await agent.openLink(user.id);
    const { registration } = await registrar(PASSKEY, { device });
    await registration.open(link);
    await (device === WINDOWS ? registration.continueHere : registration.continue).click();
    await registration.says(PASSKEY.ready);
    await registration.finish();
    await registration.test.passes();
    const panel = new LinkPanel(agent.page);
    await expect(panel.attempts.getByRole('heading')).toContainText(`Device 1: ${ON_THE_PANEL.get(device)}`);
    await expect(panel.tested).toBeVisible();
    expect(database.authenticators(user)).toEqual(['active']);
  });
}

for (const device of [IPHONE, ANDROID, MAC]) {
  test(`a link for Windows Hello, ${device.name}: the page says where to open the link, and copies the whole link`, async ({
    registrar,
    user,
    linkFor,
  }) => {
    const link = await linkFor(user, WINDOWS_HELLO);
    const { page, registration } = await registrar(WINDOWS_HELLO, { device });
    await registration.open(link);
    await registration.says('Open your link on a Windows computer');
    await expect(page.getByText('This link only works on the Windows computer you want to sign in on.')).toBeVisible();
    await expect(registration.anyway).toHaveCount(0);
    expect(await registration.copiedLink()).toBe(link);
    await (await registrar(WINDOWS_HELLO)).registration.register(link);
  });
}
