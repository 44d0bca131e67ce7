// What the user reads when the browser does not create a passkey, and how the user goes on. A failed attempt never uses up the
// link.
import type { Page } from '@playwright/test';
import { expect, test } from '../../support/fixtures';
import { RegistrationPage } from '../../support/pages/registration-page';
import { holdDialogue } from '../../support/spy';

/** Makes the first call of create() fail with this exception. Later calls go to the browser as usual. */
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
  ConstraintError: 'This device cannot save a passkey yet',
  NotSupportedError: 'This device cannot save a passkey yet',
  AbortError: 'Something went wrong on this device',
  UnknownError: 'Your device had a problem',
  NotReadableError: 'Your device had a problem',
  OperationError: 'Your browser is still busy',
  TimeoutError: 'No passkey was created',
  DataError: 'This browser could not do it',
  EncodingError: 'This browser could not do it',
  TypeError: 'This browser could not do it',
  UnheardOfError: 'Something went wrong on this device',
};

for (const [name, heading] of Object.entries(HEADINGS)) {
  test(`after ${name} the page says "${heading}", and Try again works with the same link`, async ({ phone, user, linkFor, database }) => {
    await failOnce(phone.page, name);
    await phone.registration.join(await linkFor(user));
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

test('cancelling is not shown as an error: nothing is red, and no alert is announced', async ({ phone, user, linkFor }) => {
  const { page, registration, authenticator } = phone;
  await authenticator.setUserVerified(false);
  await registration.join(await linkFor(user));
  await registration.create.click();
  await registration.says('No passkey was created');
  await expect(page.getByText('You can try again: your link still works.')).toBeVisible();
  await expect(registration.main.getByRole('alert')).toHaveCount(0);
  await expect(registration.main.locator('[class*=error]:visible')).toHaveCount(0);
  const red = await registration.main.evaluate((main) =>
    [main, ...main.querySelectorAll('*')].filter((element) => element.checkVisibility()).flatMap((element) => {
      const { color, backgroundColor, borderLeftColor, borderTopColor } = getComputedStyle(element);
      return [color, backgroundColor, borderLeftColor, borderTopColor].filter((colour) => {
        const [red = 0, green = 0, blue = 0] = (/\((.*)\)/.exec(colour)?.[1] ?? '').split(',').map(Number);
        return red > 128 && green < 96 && blue < 96;
      });
    }),
  );
  expect(red).toEqual([]);
});

test('after SecurityError the page says that its address is wrong, and offers no Try again', async ({ phone, user, linkFor }) => {
  await failOnce(phone.page, 'SecurityError');
  const link = await linkFor(user);
  await phone.registration.join(link);
  await phone.registration.create.click();
  await phone.registration.says('This web address is not right');
  await expect(phone.registration.tryAgain).toHaveCount(0);
  await phone.page.goto('/sign-in');
  await phone.registration.open(link);
  await phone.registration.says('Create your passkey');
});

test('on a device that is registered already the page says so, and another device can use the same link', async ({
  phone,
  visitor,
  user,
  linkFor,
  database,
}) => {
  await phone.registration.register(await linkFor(user));
  await phone.registration.join(await linkFor(user));
  await phone.registration.create.click();
  await phone.registration.says('This device is already registered');
  await expect(phone.page.getByText('You already have a passkey on this device')).toBeVisible();
  expect(await phone.authenticator.credentials()).toHaveLength(1);

  const other = new RegistrationPage((await visitor()).page);
  await other.register(await phone.registration.copiedLink());
  expect(database.authenticators(user)).toEqual(['active', 'active']);
});

test('while the dialogue of the device is open, a second tap does nothing', async ({ phone, user, linkFor }) => {
  const release = await holdDialogue(phone.page);
  await phone.registration.join(await linkFor(user));
  await phone.registration.create.click();
  await expect(phone.page.getByRole('status')).toHaveText('Follow the instructions on your device');
  await expect(phone.registration.create).toBeDisabled();
  await release();
  await phone.registration.says('Registration successful');
});
