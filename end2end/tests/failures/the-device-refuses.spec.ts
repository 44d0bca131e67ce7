// What the user reads when the browser does not make a passkey, and the way on. A failed attempt never uses up the link.
import type { Page } from '@playwright/test';
import { PHONE_NEARBY, USB_KEY, Authenticator } from '../../support/authenticator';
import { expect, test } from '../../support/fixtures';
import { RegistrationPage } from '../../support/pages/registration-page';
import { withoutWebAuthn } from '../../support/spy';

/** The first call of create() fails with this exception; the next ones are the browser's own. */
async function failOnce(page: Page, name: string): Promise<void> {
  await page.addInitScript((failure) => {
    const real = navigator.credentials.create.bind(navigator.credentials);
    let failed = false;
    CredentialsContainer.prototype.create = (options) => {
      if (failed) return real(options);
      failed = true;
      return Promise.reject(new DOMException('made by the test', failure));
    };
  }, name);
}

const HEADINGS = {
  NotAllowedError: 'No passkey was created',
  ConstraintError: 'This device cannot make a passkey',
  NotSupportedError: 'This device cannot make a passkey',
  AbortError: 'Something went wrong on this device',
  UnknownError: 'Something went wrong on this device',
};

for (const [name, heading] of Object.entries(HEADINGS)) {
  test(`${name}: "${heading}", and Try again works with the same link`, async ({ phone, user, linkFor, database }) => {
    await failOnce(phone.page, name);
    await phone.registration.begin(await linkFor(user));
    await phone.registration.create.click();
    await phone.registration.says(heading);
    expect(database.linkStates(user)).toEqual(['open']);
    await phone.registration.tryAgain.click();
    await phone.registration.says('Create your passkey');
    await phone.registration.create.click();
    await phone.registration.says('Registration successful');
    expect(database.attempts(user), 'it is the same attempt all the time').toBe(1);
  });
}

test('SecurityError: the page is not at its right address, and trying again there cannot help', async ({ phone, user, linkFor }) => {
  await failOnce(phone.page, 'SecurityError');
  const link = await linkFor(user);
  await phone.registration.begin(link);
  await phone.registration.create.click();
  await phone.registration.says('This page is not at its right address');
  await expect(phone.registration.tryAgain).toHaveCount(0);
  await phone.page.goto('/sign-in');
  await phone.registration.open(link);
  await phone.registration.says('Register your passkey');
});

test('a face that is not recognised: nothing is lost', async ({ phone, user, linkFor }) => {
  await phone.authenticator.setUserVerified(false);
  await phone.registration.begin(await linkFor(user));
  await phone.registration.create.click();
  await phone.registration.says('No passkey was created');
  await expect(phone.page.getByText('Nothing is lost: your link still works.')).toBeVisible();
  await phone.authenticator.setUserVerified(true);
  await phone.registration.tryAgain.click();
  await phone.registration.create.click();
  await phone.registration.says('Registration successful');
});

test('a device that is registered already says so; another one can be registered with the same link', async ({
  phone,
  visitor,
  user,
  linkFor,
  database,
}) => {
  await phone.registration.register(await linkFor(user));
  await phone.registration.begin(await linkFor(user));
  await phone.registration.create.click();
  await phone.registration.says('This device is already registered');
  await expect(phone.page.getByText('Your passkey on this device works already')).toBeVisible();
  expect(await phone.authenticator.credentials()).toHaveLength(1);

  const other = new RegistrationPage((await visitor()).page);
  await other.register(await phone.registration.copiedLink());
  expect(database.authenticators(user)).toEqual(['active', 'active']);
});

test('a security key is refused for a passkey, and a phone taken instead', async ({ visitor, user, linkFor, database }) => {
  const { page, authenticator } = await visitor({ authenticator: USB_KEY });
  const registration = new RegistrationPage(page);
  await registration.begin(await linkFor(user));
  await registration.create.click();
  await registration.says('Your passkey was not registered');
  await expect(page.getByText('That was a security key. This link is for a passkey')).toBeVisible();
  expect(database.linkStates(user)).toEqual(['open']);

  await authenticator.detach();
  await Authenticator.attach(page, PHONE_NEARBY);
  await registration.tryAgain.click();
  await registration.create.click();
  await registration.says('Registration successful');
  expect(database.audit(user)).toEqual(['generate-link done', 'register refused', 'register done']);
});

test('a browser without WebAuthn says what to open instead, and the link works there', async ({ phone, visitor, user, linkFor }) => {
  const link = await linkFor(user);
  const inApp = new RegistrationPage((await visitor()).page);
  await withoutWebAuthn(inApp.page);
  await inApp.open(link);
  await inApp.says('This browser cannot do this');
  await expect(inApp.page.getByText('not inside another app such as Teams, Outlook or WhatsApp')).toBeVisible();
  await phone.registration.register(link);
});

test('while the dialogue of the device is open, a second tap does nothing', async ({ phone, user, linkFor }) => {
  // The dialogue stays open until the test presses its button.
  await phone.page.addInitScript(() => {
    const real = navigator.credentials.create.bind(navigator.credentials);
    const pressed = new Promise((resolve) => addEventListener('test-presses', resolve));
    CredentialsContainer.prototype.create = (options) => pressed.then(() => real(options));
  });
  await phone.registration.begin(await linkFor(user));
  await phone.registration.create.click();
  await expect(phone.page.getByRole('status')).toHaveText('Follow the instructions of your device …');
  await expect(phone.registration.create).toBeDisabled();
  await phone.page.evaluate(() => dispatchEvent(new Event('test-presses')));
  await phone.registration.says('Registration successful');
});
