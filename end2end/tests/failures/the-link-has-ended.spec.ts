// Each reason why a link does not work has its own heading and its own advice.
import { expect, test } from '../../support/fixtures';
import { RegistrationPage } from '../../support/pages/registration-page';
import { holdDialogue } from '../../support/spy';

test('an expired link', async ({ phone, user, linkFor, database }) => {
  const link = await linkFor(user);
  database.expireLink(user);
  await phone.registration.open(link);
  await phone.registration.says('This link has expired');
  await expect(phone.page.getByText('Ask your RA agent for a new one.')).toBeVisible();
  await expect(phone.registration.continue).toHaveCount(0);
});

test('a link that expires before the user presses Continue', async ({ phone, user, linkFor, database }) => {
  await phone.registration.open(await linkFor(user));
  await expect(phone.registration.continue).toBeVisible();
  database.expireLink(user);
  await phone.registration.continue.click();
  await phone.registration.says('This link has expired');
});

test('when a link expires after the options came, the user can still finish', async ({ phone, user, linkFor, database }) => {
  await phone.registration.join(await linkFor(user));
  database.expireLink(user);
  await phone.registration.create.click();
  await phone.registration.says('Registration successful');
});

test('a link that was used', async ({ phone, visitor, user, linkFor }) => {
  const link = await linkFor(user);
  await phone.registration.register(link);
  const other = new RegistrationPage((await visitor()).page);
  await other.open(link);
  await other.says('This link has already been used');
  await expect(other.page.getByText('If it was not you, tell your Registration Authority (RA) straight away.')).toBeVisible();
});

test('a link that was used, and is reloaded in the same tab', async ({ phone, user, linkFor }) => {
  await phone.registration.register(await linkFor(user));
  await phone.page.reload();
  await phone.registration.says('This link has already been used');
});

test('a link that is replaced before its page is loaded, or while its page is open', async ({ phone, visitor, user, linkFor }) => {
  const [first, open] = [await linkFor(user), phone.registration];
  await open.open(first);
  await expect(open.continue).toBeVisible();
  const second = await linkFor(user);

  const late = new RegistrationPage((await visitor()).page);
  await late.open(first);
  await late.says('This link was replaced by a newer one');
  await expect(late.page.getByText('Use the most recent link your RA agent sent you.')).toBeVisible();
  await open.continue.click();
  await open.says('This link was replaced by a newer one');
  await open.register(second);
});

test('when a link is replaced before the last tap, the page says so without a reload', async ({ phone, user, linkFor, database }) => {
  await phone.registration.join(await linkFor(user));
  await linkFor(user);
  await phone.registration.says('This link was replaced by a newer one');
  expect(database.authenticators(user)).toEqual([]);
});

for (const [how, heading] of [
  ['replaced', 'This link was replaced by a newer one'],
  ['used in another browser', 'This link has already been used'],
] as const) {
  test(`when the link was ${how} while the prompt is open, the page says so at once, and uses no response`, async ({
    phone,
    visitor,
    user,
    linkFor,
    database,
  }) => {
    const link = await linkFor(user);
    const release = await holdDialogue(phone.page);
    await phone.registration.join(link);
    await phone.registration.create.click();
    await expect(phone.page.getByRole('status')).toHaveText('Follow the instructions on your device');
    if (how === 'replaced') await linkFor(user);
    else await new RegistrationPage((await visitor()).page).register(link);
    await phone.registration.says(heading);
    await release();
    await phone.registration.says(heading);
    await expect(phone.registration.tryAgain).toHaveCount(0);
    expect(database.authenticators(user)).toEqual(how === 'replaced' ? [] : ['active']);
  });
}

test('when the link is replaced while the prompt is open, and the user cancels then, the page still says that it was replaced', async ({ phone, user, linkFor }) => {
  const release = await holdDialogue(phone.page);
  await phone.registration.join(await linkFor(user));
  await phone.registration.create.click();
  await expect(phone.page.getByRole('status')).toHaveText('Follow the instructions on your device');
  await linkFor(user);
  await phone.registration.says('This link was replaced by a newer one');
  await phone.authenticator.setUserVerified(false);
  await release();
  await phone.registration.says('This link was replaced by a newer one');
  await expect(phone.registration.tryAgain).toHaveCount(0);
});

for (const [what, fragment] of [
  ['unknown', 'A'.repeat(43)],
  ['cut off', 'DYvXpIhs6x04VX6Bprz'],
  ['nonsense', '<script>alert(1)</script>'],
] as const) {
  test(`a token that is ${what}: the page says only that the link is not valid`, async ({ phone }) => {
    await phone.registration.open(`/register#${fragment}`);
    await phone.registration.says('This link is not valid');
    await expect(phone.page.getByText('Go back to the message and open the link from there.')).toBeVisible();
    await expect(phone.registration.tryAgain).toHaveCount(0);
  });
}

for (const path of ['/register', '/register#']) {
  test(`without a token, at ${path}, the page says that the link is not complete`, async ({ phone }) => {
    await phone.registration.open(path);
    await phone.registration.says('This link is not complete');
    await expect(phone.page.getByText('Part of the link is missing.')).toBeVisible();
  });
}
