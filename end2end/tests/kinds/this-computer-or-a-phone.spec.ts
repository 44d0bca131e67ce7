// The Windows Hello rule: a passkey cannot be registered on a computer that is already registered as Windows Hello, but it can
// be registered on a phone or tablet, from that computer and with the same link. On a computer that is not registered, the user
// chooses between the two.
import { Authenticator, DEVICE_BOUND, PHONE_NEARBY, USB_KEY } from '../../support/authenticator';
import { DESKTOP, MAC, WINDOWS } from '../../support/devices';
import { expect, test } from '../../support/fixtures';
import { CHOICE, NEARBY, PASSKEY, WINDOWS_HELLO } from '../../support/kinds';
import { RegistrationPage } from '../../support/pages/registration-page';
import { asked, spy } from '../../support/spy';

const HERE = { attachment: 'platform', hints: ['client-device'] };
const ANOTHER = { attachment: 'cross-platform', hints: ['hybrid'] };

test('a passkey cannot be registered on a computer with Windows Hello, but on a phone with the same link', async ({
  registrar,
  agent,
  user,
  linkFor,
  database,
}) => {
  const { page, registration, authenticator } = await registrar(WINDOWS_HELLO);
  await registration.register(await linkFor(user, WINDOWS_HELLO));
  const phone = await Authenticator.attach(page, PHONE_NEARBY);

  const passkey = new RegistrationPage(page, PASSKEY);
  await spy(page);
  await passkey.open(await linkFor(user));
  await passkey.says(CHOICE);
  await passkey.continueHere.click();
  await passkey.create.click();
  await passkey.says('This computer is already registered');
  await expect(page.getByText('To add a phone or tablet, use the same link.')).toBeVisible();
  await expect(passkey.tryAgain).toHaveCount(0);
  await passkey.phoneOrTablet.click();
  await passkey.says(NEARBY);
  await passkey.finish();
  expect(await asked(page)).toMatchObject([HERE, { ...ANOTHER, excluded: [{ transports: ['internal'] }] }]);
  expect(await authenticator.credentials(), 'the computer keeps one').toHaveLength(1);
  expect(await phone.credentials()).toHaveLength(1);

  await agent.profile.open(user.id, 'authenticators');
  await expect(agent.profile.cards.getByRole('heading')).toContainText(['Passkey', 'Windows Hello']);
  expect(database.attempts(user), 'one for each link').toBe(2);
});

for (const { choice, press, keeps, asks } of [
  { choice: 'Continue on this computer', press: 'continueHere', keeps: 'the computer', asks: HERE },
  { choice: 'Use a phone or tablet instead', press: 'phoneOrTablet', keeps: 'the phone', asks: ANOTHER },
] as const) {
  test(`on a Windows computer that is not registered, "${choice}" stores the passkey on ${keeps}`, async ({
    registrar,
    user,
    linkFor,
    database,
  }) => {
    const { page, registration, authenticator } = await registrar(PASSKEY, {
      device: WINDOWS,
      authenticator: WINDOWS_HELLO.authenticator,
    });
    const phone = await Authenticator.attach(page, PHONE_NEARBY);
    await spy(page);
    await registration.open(await linkFor(user));
    await expect(registration.continueHere).toBeVisible();
    await expect(registration.phoneOrTablet).toBeVisible();
    await expect(registration.continue).toHaveCount(0);
    await registration[press].click();
    await registration.finish();
    expect(await asked(page)).toMatchObject([{ ...asks, residentKey: 'required', userVerification: 'required' }]);
    const [kept, other] = asks === HERE ? [authenticator, phone] : [phone, authenticator];
    expect(await kept.credentials()).toHaveLength(1);
    expect(await other.credentials()).toHaveLength(0);
    expect(database.authenticators(user)).toEqual(['active']);
  });
}

test('after registering the computer failed, the page also offers a phone', async ({ registrar, user, linkFor }) => {
  const { page, registration, authenticator } = await registrar(PASSKEY, {
    device: WINDOWS,
    authenticator: WINDOWS_HELLO.authenticator,
  });
  await authenticator.setUserVerified(false);
  await registration.open(await linkFor(user));
  await registration.continueHere.click();
  await registration.create.click();
  await registration.says('No passkey was created');
  await expect(registration.tryAgain).toBeVisible();
  await Authenticator.attach(page, PHONE_NEARBY);
  await registration.phoneOrTablet.click();
  await registration.finish();
});

for (const { where, device, authenticator, ready } of [
  { where: 'a Windows computer without Windows Hello', device: WINDOWS, authenticator: USB_KEY, ready: NEARBY },
  { where: 'a Mac', device: MAC, authenticator: WINDOWS_HELLO.authenticator, ready: PASSKEY.ready },
  { where: 'another computer', device: DESKTOP, authenticator: WINDOWS_HELLO.authenticator, ready: PASSKEY.ready },
]) {
  test(`on ${where}, the page does not ask, and the browser offers all devices`, async ({ registrar, user, linkFor }) => {
    const { page, registration } = await registrar(PASSKEY, { device, authenticator });
    await spy(page);
    await registration.open(await linkFor(user));
    await registration.continue.click();
    await registration.says(ready);
    await registration.create.click();
    await expect(registration.create).toHaveCount(0);
    const [call] = await asked(page);
    expect(call).toMatchObject({ hints: ['client-device', 'hybrid'] });
    expect(call?.attachment).toBeUndefined();
  });
}

const STEPS = ['Turn on Bluetooth on this computer, and on your phone or tablet.', 'Select the button.', 'Scan the QR code with the camera'];

test('after "Use a phone or tablet instead", the words and the picture are those of a phone, also after a reload', async ({ registrar, user, linkFor }) => {
  const { page, registration } = await registrar(PASSKEY, { device: WINDOWS, authenticator: DEVICE_BOUND });
  await Authenticator.attach(page, PHONE_NEARBY);
  await registration.open(await linkFor(user));
  await registration.phoneOrTablet.click();
  for (const reload of [false, true]) {
    if (reload) await page.reload();
    await registration.says(NEARBY);
    await expect(page).toHaveTitle(new RegExp(`^${NEARBY} - `));
    await expect(registration.main.getByRole('listitem')).toContainText(STEPS);
    await expect(registration.main.locator('svg')).toHaveAttribute('viewBox', '0 0 206 96');
  }
  await registration.finish();
});

test('on a computer that cannot save a passkey, the words are those of a phone from the beginning', async ({ registrar, user, linkFor }) => {
  const { page, registration } = await registrar(PASSKEY, { device: WINDOWS, authenticator: PHONE_NEARBY });
  await registration.open(await linkFor(user));
  await registration.says(NEARBY);
  await expect(registration.main.getByRole('listitem').first()).toHaveText(STEPS[0] as string);
  await registration.continue.click();
  await registration.says(NEARBY);
  await expect(page.getByText('Scan the QR code with the camera of your phone or tablet.')).toBeVisible();
  await registration.finish();
});
