// Mail scanners and chat previews fetch links, run their JavaScript, and press buttons. None of it shuts the user out.
import { expect, test } from '../../support/fixtures';
import { RegistrationPage } from '../../support/pages/registration-page';

test('fetching, opening and pressing Continue use nothing up', async ({ phone, visitor, playwright, user, linkFor, database }) => {
  const link = await linkFor(user);

  await test.step('a scanner fetches it', async () => {
    const scanner = await playwright.request.newContext();
    expect((await scanner.head(link)).status()).toBe(200);
    expect((await scanner.get(link)).status()).toBe(200);
    await scanner.dispose();
  });

  await test.step('a preview opens it in a browser', async () => {
    const preview = new RegistrationPage((await visitor()).page);
    await preview.open(link);
    await preview.says('Register your passkey');
  });

  const presser = new RegistrationPage((await visitor()).page);
  await test.step('another one presses Continue', () => presser.begin(link));

  await phone.registration.register(link);
  expect(database.authenticators(user)).toEqual(['active']);
  expect(database.attempts(user)).toBe(2);

  await test.step('what the other one had begun is over', async () => {
    await presser.says('This link has already been used');
    expect(database.authenticators(user)).toEqual(['active']);
  });
});

test('two people finish at the same moment: exactly one wins, and the other is told', async ({ phone, visitor, user, linkFor, database }) => {
  const link = await linkFor(user);
  const other = new RegistrationPage((await visitor()).page);
  await phone.registration.begin(link);
  await other.begin(link);
  await Promise.all([phone.registration.create.click(), other.create.click()]);
  const ends = [phone.registration, other].map(async (registration) => {
    await expect(registration.heading).toHaveText(/Registration successful|This link has already been used/);
    return registration.heading.innerText();
  });
  expect((await Promise.all(ends)).sort()).toEqual(['Registration successful', 'This link has already been used']);
  expect(database.authenticators(user)).toEqual(['active']);
});

test('a scanner that presses Continue many times does not lock the link', async ({ phone, visitor, user, linkFor }) => {
  const link = await linkFor(user);
  const scanner = await visitor();
  for (let time = 0; time < 5; time++) {
    await scanner.context.clearCookies();
    await scanner.page.goto('/sign-in');
    await new RegistrationPage(scanner.page).begin(link);
  }
  await phone.registration.register(link);
});
