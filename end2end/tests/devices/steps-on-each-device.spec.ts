// The registration page detects the device on which it is open, and describes what this device will show.
import { DEVICE_BOUND } from '../../support/authenticator';
import { ANDROID, type Device, IPAD, IPHONE, MAC, WINDOWS } from '../../support/devices';
import { expect, test } from '../../support/fixtures';
import { PASSKEY, SECURITY_KEY, WINDOWS_HELLO } from '../../support/kinds';
import { LinkPanel } from '../../support/pages/link-panel';

interface Words {
  readonly device: Device;
  /** The sentence about the device that is the same for all kinds. */
  readonly using: string;
  readonly passkey: string;
  readonly key: string;
}

const DEVICES: readonly Words[] = [
  {
    device: IPHONE,
    using: 'You are using an iPhone with Safari.',
    passkey: 'A sheet slides up and asks to save a passkey in Passwords.',
    key: 'In the sheet choose Other options, then Security key.',
  },
  {
    device: IPAD,
    using: 'You are using an iPad with Safari.',
    passkey: 'A sheet slides up and asks to save a passkey in Passwords.',
    // This step does not mention NFC, because no iPad has it.
    key: 'Plug the key in and enter its PIN.',
  },
  {
    device: ANDROID,
    using: 'You are using an Android phone or tablet with Chrome.',
    passkey: 'A sheet slides up and asks to create a passkey, in Google Password Manager or Samsung Pass.',
    key: 'In the sheet choose Another device or Security key.',
  },
  {
    device: WINDOWS,
    using: 'You are using a Windows computer with Edge.',
    passkey: 'Press Continue, or choose where to keep the passkey: on this computer, or on a phone or tablet.',
    key: 'A window of Windows opens: choose Security key, then Next or OK.',
  },
  {
    device: MAC,
    using: 'You are using a Mac with Safari.',
    passkey: 'To keep it on a phone instead, choose Other options and scan the QR code with the phone.',
    key: 'If the window offers several ways, choose Security key.',
  },
];

/** The name of each device and browser on the agent's panel. */
const ON_THE_PANEL: ReadonlyMap<Device, string> = new Map([
  [IPHONE, 'An iPhone, Safari'],
  [IPAD, 'An iPad, Safari'],
  [ANDROID, 'An Android phone or tablet, Chrome'],
  [WINDOWS, 'A Windows computer, Edge'],
  [MAC, 'A Mac, Safari'],
]);

for (const { device, using, passkey, key } of DEVICES) {
  for (const [kind, step] of [
    [PASSKEY, passkey],
    [SECURITY_KEY, key],
  ] as const) {
    test(`${kind.label}, ${device.name}: the page shows the steps of this device and fits on its screen`, async ({ registrar, user, linkFor }) => {
      const { page, registration } = await registrar(kind, { device, authenticator: DEVICE_BOUND });
      await registration.open(await linkFor(user, kind));
      await registration.says(kind.invited);
      await expect(registration.main).toContainText(using);
      const steps = registration.main.getByRole('list').first().getByRole('listitem');
      await expect(steps).toHaveCount(3);
      await expect(steps.filter({ hasText: step })).toHaveCount(1);
      await expect(page.getByRole('heading', { name: 'About the PIN' })).toHaveCount(kind === SECURITY_KEY ? 1 : 0);
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
    await expect(panel.attempts.getByRole('heading')).toContainText(`1. ${ON_THE_PANEL.get(device)}`);
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
    await expect(page.getByText('This link is for Windows Hello, so it works only on the Windows computer')).toBeVisible();
    await expect(registration.anyway).toHaveCount(0);
    expect(await registration.copiedLink()).toBe(link);
    await (await registrar(WINDOWS_HELLO)).registration.register(link);
  });
}
