// What *Find an existing user* says when it was not filled in correctly.
import { expect, test } from '../../support/fixtures';

const NOTHING = 'Enter a UUID, email address, name or date of birth';

test.beforeEach(({ agent }) => agent.search.open());

test('for an empty form the page says what to enter, and the error leads to the first field', async ({ agent }) => {
  const { search } = agent;
  await search.button.click();
  await search.errors.says('Enter a name, UUID or email address');
  await search.errors.leadsTo('Enter a name, UUID or email address', search.anything);
  await expect(search.anything).toHaveAccessibleDescription(/For example.*Enter a name/);
  await search.search({});
  await search.errors.says(NOTHING);
  await search.errors.leadsTo(NOTHING, search.id);
});

test('the page names each error, and each leads to its field', async ({ agent }) => {
  const { search } = agent;
  await search.search({ id: '12', email: 'nobody', born: ['31', '2', '1980'] });
  const [id, email, born] = [
    'UUID must be 12 digits, like 555254242106',
    'Enter an email address in the correct format, like name@example.nhs.uk',
    'Date of birth must be a real date',
  ];
  await search.errors.says(id, email, born);
  await search.errors.leadsTo(id, search.id);
  await search.errors.leadsTo(email, search.email);
  await search.errors.leadsTo(born, search.born[0]);
});

test('an error disappears after it was corrected', async ({ agent, user }) => {
  const { search } = agent;
  await search.search({ id: '12' });
  await search.errors.says('UUID must be 12 digits, like 555254242106');
  await search.search({ id: user.id });
  await expect(search.found).toHaveText('1 user found');
  await expect(search.errors.box).toBeHidden();
});

test('when the same error occurs again, it gets the focus again', async ({ agent }) => {
  const { search } = agent;
  await search.search({});
  await search.errors.says(NOTHING);
  await search.firstName.focus();
  await search.byDetails.click();
  await search.errors.says(NOTHING);
});

test('when there is an error, old results are not shown', async ({ agent }) => {
  const { search } = agent;
  await search.search({ lastName: 'Jones' });
  await expect(search.found).toBeVisible();
  await search.search({});
  await search.errors.says(NOTHING);
  await expect(search.found).toBeHidden();
});

test('when the server refuses a name without a letter, the error is shown in the same way', async ({ agent }) => {
  const { search } = agent;
  await search.search({ lastName: "-'-" });
  await search.errors.says('Enter at least one letter of the name');
  await search.errors.leadsTo('Enter at least one letter of the name', search.lastName);
});

test('what was typed before the WASM started is not lost', async ({ agent, server, user }) => {
  // Delay the WASM until the form was filled in, as a slow connection does.
  const { page, search } = agent;
  let arrive = (): void => {};
  const arrived = new Promise<void>((resolve) => (arrive = resolve));
  await page.route('**/*.wasm', async (route) => {
    await arrived;
    await route.continue();
  });
  await page.goto(`${server.origin}/find`, { waitUntil: 'commit' });
  await search.anything.fill(user.id);
  await search.anything.press('Enter');
  await expect(search.anything).toHaveValue(user.id);
  await search.openDetails();
  await search.lastName.fill(user.lastName);
  arrive();
  await search.button.click();
  await expect(search.found).toHaveText('1 user found');
  await expect(search.row(user.id)).toBeVisible();
  await expect(search.lastName).toHaveValue(user.lastName);
});
