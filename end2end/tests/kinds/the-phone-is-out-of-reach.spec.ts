// The computer cannot reach the phone or tablet. Then the user can go back and register the computer itself, unless it is
// registered already.
import { Authenticator, PHONE_NEARBY } from '../../support/authenticator';
import { WINDOWS } from '../../support/devices';
import { expect, test } from '../../support/fixtures';
import { NEARBY, PASSKEY, WINDOWS_HELLO } from '../../support/kinds';
import { RegistrationPage } from '../../support/pages/registration-page';
import { asked, spy } from '../../support/spy';

const COMPUTER = { device: WINDOWS, authenticator: WINDOWS_HELLO.authenticator };

/** A phone that its owner does not unlock. */
const LOCKED = { ...PHONE_NEARBY, isUserVerified: false };

test('the user can go back to the computer and register it with the same link', async ({ registrar, user, linkFor, database }) => {
  const { page, registration, authenticator } = await registrar(PASSKEY, COMPUTER);
  await Authenticator.attach(page, LOCKED);
  await spy(page);
  await registration.open(await linkFor(user));
  await registration.phoneOrTablet.click();
  await registration.create.click();
  await registration.says('No passkey was created');
  await expect(registration.tryAgain).toBeVisible();
  await registration.thisComputer.click();
  await registration.says(PASSKEY.ready);
  await registration.finish();
  expect(await asked(page)).toMatchObject([{ attachment: 'cross-platform' }, { attachment: 'platform', hints: ['client-device'] }]);
  expect(await authenticator.credentials()).toHaveLength(1);
  expect(database.attempts(user)).toBe(1);
});

test('the user cannot go back to a computer that is registered already', async ({ registrar, user, linkFor }) => {
  const { page, registration } = await registrar(WINDOWS_HELLO);
  await registration.register(await linkFor(user, WINDOWS_HELLO));
  const phone = await Authenticator.attach(page, LOCKED);
  const passkey = new RegistrationPage(page, PASSKEY);
  await passkey.open(await linkFor(user));
  await passkey.continueHere.click();
  await passkey.create.click();
  await passkey.says('This computer is already registered');
  await passkey.phoneOrTablet.click();
  await passkey.create.click();
  await passkey.says('No passkey was created');
  await expect(passkey.thisComputer).toHaveCount(0);
  await phone.setUserVerified(true);
  await passkey.tryAgain.click();
  await passkey.says(NEARBY);
  await passkey.finish();
});

test('when a phone is registered already, the page does not say that the computer is', async ({ registrar, user, linkFor }) => {
  const { page, registration } = await registrar(PASSKEY, COMPUTER);
  const phone = await Authenticator.attach(page, PHONE_NEARBY);
  await registration.open(await linkFor(user));
  await registration.phoneOrTablet.click();
  await registration.finish();
  expect(await phone.credentials()).toHaveLength(1);

  await registration.open(await linkFor(user));
  await registration.phoneOrTablet.click();
  await registration.create.click();
  await registration.says('This phone or tablet is already registered');
  await expect(page.getByText('You already have a passkey on that phone or tablet.')).toBeVisible();
  await expect(registration.main).not.toContainText('This computer');
});
