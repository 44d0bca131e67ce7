// A link that is tapped in another app opens in the browser of that app. Most of these browsers do not support passkeys.
import { ANDROID, IPAD, IPHONE, MAC, WINDOWS, saying } from '../../support/devices';
import { expect, test } from '../../support/fixtures';
import { PASSKEY } from '../../support/kinds';
import { withoutCopying, withoutWebAuthn } from '../../support/spy';

const ON_IPHONE = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)';
const ON_IPAD = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko)';
const ON_ANDROID = 'Mozilla/5.0 (Linux; Android 16; Pixel 9';
const CHROMIUM = ') AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0';

const OUTLOOK = saying(IPHONE, `${ON_IPHONE} Mobile/15E148 Outlook-iOS/2.0`);

/** The user agent of the browser in each app, the name that the page uses for the app, and the one browser that it names. */
const APPS = [
  { app: 'Teams on an iPhone', called: 'Teams', open: 'Safari', device: saying(IPHONE, `${ON_IPHONE} Version/26.1 Mobile/15E148 Safari/604.1 TeamsMobile-iOS/7.1`) },
  { app: 'Outlook on an iPhone', called: 'Outlook', open: 'Safari', device: OUTLOOK },
  { app: 'Facebook on an iPhone', called: 'Facebook', open: 'Safari', device: saying(IPHONE, `${ON_IPHONE} Mobile/15E148 [FBAN/FBIOS;FBAV/530.0.0]`) },
  { app: 'an app on an iPhone that does not say which', called: 'another app', open: 'Safari', device: saying(IPHONE, `${ON_IPHONE} Mobile/15E148`) },
  { app: 'an app on an iPad', called: 'another app', open: 'Safari', device: saying(IPAD, ON_IPAD) },
  { app: 'an app on Android', called: 'another app', open: 'Chrome', device: saying(ANDROID, `${ON_ANDROID}; wv${CHROMIUM} Mobile Safari/537.36`) },
  { app: 'LinkedIn on Android', called: 'LinkedIn', open: 'Chrome', device: saying(ANDROID, `${ON_ANDROID}${CHROMIUM} Mobile Safari/537.36 [LinkedInApp]`) },
  {
    app: 'Teams on Windows',
    called: 'Teams',
    open: 'Edge',
    device: saying(WINDOWS, 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Teams/25.1 Chrome/156.0 Safari/537.36'),
  },
];

for (const { app, called, open, device } of APPS) {
  test(`in ${app}, the page says to open the link elsewhere, and copies the whole link`, async ({ registrar, phone, user, linkFor }) => {
    const link = await linkFor(user);
    const { page, registration } = await registrar(PASSKEY, { device });
    await registration.open(link);
    await registration.says('Open your link in your usual browser');
    await expect(page.getByText(`You have opened this page inside ${called}. Open it in ${open} instead.`)).toBeVisible();
    // Addresses that lead out of an app need https, which the test server does not have. See open-in-another-browser.spec.ts.
    await expect(page.getByRole('button', { name: /^Open in / })).toHaveCount(0);
    expect(await registration.copiedLink({ sameDevice: true })).toBe(link);
    await phone.registration.register(link);
  });
}

test('if the browser of the app supports passkeys, the user can go on there', async ({ registrar, user, linkFor }) => {
  const { registration } = await registrar(PASSKEY, { device: OUTLOOK });
  await registration.open(await linkFor(user));
  await registration.anyway.click();
  await registration.says(PASSKEY.invited);
  await registration.continue.click();
  await registration.finish();
});

test('if the browser of the app has no WebAuthn, the user cannot go on there', async ({ registrar, user, linkFor }) => {
  const { page, registration } = await registrar(PASSKEY, { device: OUTLOOK });
  await withoutWebAuthn(page);
  await registration.open(await linkFor(user));
  await registration.says('Open your link in your usual browser');
  await expect(registration.copyLink).toBeVisible();
  await expect(registration.anyway).toHaveCount(0);
});

test('if the browser refuses to copy, the page shows the link so that it can be selected', async ({ registrar, user, linkFor }) => {
  const link = await linkFor(user);
  const { page, registration } = await registrar(PASSKEY, { device: OUTLOOK });
  await withoutCopying(page);
  await registration.open(link);
  await registration.copyLink.click();
  await expect(page.getByRole('status')).toHaveText('The link could not be copied. Select the link below and copy it.');
  await expect(page.getByText(link, { exact: true })).toBeVisible();
});

test('a usual browser is not taken for the browser of an app', async ({ registrar, user, linkFor }) => {
  const { registration } = await registrar(PASSKEY, { device: MAC });
  await registration.open(await linkFor(user));
  await registration.says(PASSKEY.invited);
});
