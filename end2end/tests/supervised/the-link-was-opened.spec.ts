// What the agent sees of a visit, before anybody presses Continue: the device and browser, and what prevents registering there.
import type { APIResponse, Page } from '@playwright/test';
import { SERVER_FUNCTIONS, call } from '../../support/api';
import { USB_KEY } from '../../support/authenticator';
import { ANDROID, type Device, IPHONE, WINDOWS, saying } from '../../support/devices';
import { expect, test } from '../../support/fixtures';
import { type Kind, PASSKEY, SECURITY_KEY, WINDOWS_HELLO } from '../../support/kinds';
import { LinkPanel } from '../../support/pages/link-panel';
import { RegistrationPage } from '../../support/pages/registration-page';
import { withoutWebAuthn } from '../../support/spy';

test('the panel shows the device and browser of a visit until somebody presses Continue', async ({
  agent,
  visitor,
  user,
  linkFor,
  database,
}) => {
  const link = await linkFor(user);
  await agent.openLink(user.id);
  const panel = new LinkPanel(agent.page);
  await panel.says('waiting');
  await expect(panel.attempts).toHaveCount(0);

  const registration = new RegistrationPage((await visitor({ device: IPHONE })).page);
  await registration.open(link);
  await panel.says('opened');
  await expect(panel.attempts).toHaveCount(1);
  await expect(panel.attempts.getByRole('heading')).toContainText('Opened on: iPhone, Safari');
  await expect(panel.attempts).toContainText('Screen lock or Windows Hello: yes');
  expect(database.attempts(user)).toBe(0);

  await registration.continue.click();
  await registration.says(PASSKEY.ready);
  await panel.says('ready');
  await expect(panel.attempts).toHaveCount(1);
  await expect(panel.attempts.getByRole('heading')).toContainText('Device 1: iPhone, Safari');
  await expect(panel.main).not.toContainText('Opened on');
});

test('the panel shows the latest visit, also after a reload', async ({ agent, visitor, user, linkFor }) => {
  const link = await linkFor(user);
  await agent.openLink(user.id);
  const panel = new LinkPanel(agent.page);
  for (const { device, title } of [
    { device: WINDOWS, title: 'Opened on: Windows computer, Edge' },
    { device: ANDROID, title: 'Opened on: Android phone or tablet, Chrome' },
  ]) {
    await new RegistrationPage((await visitor({ device })).page).open(link);
    await expect(panel.attempts.getByRole('heading')).toContainText(title);
  }
  const heard = await panel.words();
  await agent.page.reload();
  await expect.poll(() => panel.words()).toBe(heard);
});

async function insecure(page: Page): Promise<void> {
  await page.addInitScript(() => Object.defineProperty(window, 'isSecureContext', { value: false }));
}

interface Obstacle {
  readonly what: string;
  readonly kind: Kind;
  readonly device: Device;
  readonly authenticator?: typeof USB_KEY;
  readonly make?: (page: Page) => Promise<void>;
  readonly title: string;
  /** What the panel tells the agent. */
  readonly says: string;
}

const OBSTACLES: readonly Obstacle[] = [
  {
    what: 'the browser of an app',
    kind: PASSKEY,
    device: saying(IPHONE, `${IPHONE.context.userAgent} Outlook-iOS/2.0`),
    title: 'Opened on: iPhone, in Outlook',
    says: 'The link was opened inside an app such as Teams, Outlook or WhatsApp. Ask them to select "Copy link" and open it in Safari, Chrome or Edge.',
  },
  {
    what: 'a browser without WebAuthn',
    kind: SECURITY_KEY,
    device: WINDOWS,
    make: withoutWebAuthn,
    title: 'Opened on: Windows computer, Edge',
    says: 'Their browser is out of date or is part of another app.',
  },
  {
    what: 'a device on which this kind cannot be registered',
    kind: WINDOWS_HELLO,
    device: ANDROID,
    title: 'Opened on: Android phone or tablet, Chrome',
    says: 'This Windows Hello link was opened on a device that is not a Windows computer.',
  },
  {
    what: 'a page that was not loaded securely',
    kind: PASSKEY,
    device: ANDROID,
    make: insecure,
    title: 'Opened on: Android phone or tablet, Chrome',
    says: 'The page was not loaded over https.',
  },
  {
    what: 'a phone without a screen lock',
    kind: PASSKEY,
    device: ANDROID,
    authenticator: USB_KEY,
    title: 'Opened on: Android phone or tablet, Chrome',
    says: 'The device has no screen lock or cannot save passkeys.',
  },
];

for (const { what, kind, device, authenticator = kind.authenticator, make, title, says } of OBSTACLES) {
  test(`after a visit with ${what}, the panel tells the agent what to say`, async ({ agent, registrar, user, linkFor }) => {
    const link = await linkFor(user, kind);
    await agent.openLink(user.id);
    const panel = new LinkPanel(agent.page);
    const { page, registration } = await registrar(kind, { device, authenticator });
    await make?.(page);
    await registration.open(link);
    await panel.says('opened');
    await expect(panel.attempts.getByRole('heading')).toContainText(title);
    await expect(panel.attempts).toContainText(says);
  });
}

test('when the visit cannot be reported, the user can register all the same', async ({ agent, phone, user, linkFor, watch }) => {
  watch.expect(/ERR_FAILED/);
  await phone.page.route('**/api/report_visit', (route) => route.abort());
  await phone.registration.register(await linkFor(user));
  await agent.profile.open(user.id, 'authenticators');
  await expect(agent.profile.cards).toHaveCount(1);
});

test('the response to a report says only that it was stored, or that the link has ended', async ({ phone, server, user, linkFor, database }) => {
  const link = await linkFor(user);
  const input = { ...SERVER_FUNCTIONS['report_visit'], token: new URL(link).hash.slice(1) };
  const report = (): Promise<APIResponse> => call(phone.context.request, server.origin, 'report_visit', input);
  const told = await report();
  expect([told.status(), await told.json()]).toEqual([200, null]);
  database.expireLink(user);
  expect((await report()).status()).toBe(410);
});
