// What *Find an existing user* says when it was not filled in well.
import { expect, test } from '../../support/fixtures';

const NOTHING = 'Enter a UUID, an e-mail address, a name or a date of birth';

test.beforeEach(({ agent }) => agent.search.open());

test('an empty form asks for something, and leads to the first field', async ({ agent }) => {
  const { search } = agent;
  await search.button.click();
  await search.errors.says(NOTHING);
  await search.errors.leadsTo(NOTHING, search.id);
  await expect(search.id).toHaveAccessibleDescription(/12 digits.*Enter a UUID/);
});

test('each fault is named, and leads to its field', async ({ agent }) => {
  const { search } = agent;
  await search.search({ id: '12', email: 'nobody', born: ['31', '2', '1980'] });
  const [id, email, born] = [
    'UUID must be 12 digits, like 555254242106',
    'Enter a whole e-mail address, like name@example.nhs.uk',
    'Date of birth must be a real date, like 27 3 1980',
  ];
  await search.errors.says(id, email, born);
  await search.errors.leadsTo(id, search.id);
  await search.errors.leadsTo(email, search.email);
  await search.errors.leadsTo(born, search.born[0]);
});

test('a fault is gone once it was put right', async ({ agent, user }) => {
  const { search } = agent;
  await search.search({ id: '12' });
  await search.errors.says('UUID must be 12 digits, like 555254242106');
  await search.search({ id: user.id });
  await expect(search.found).toHaveText('1 user found');
  await expect(search.errors.box).toBeHidden();
});

test('the same fault twice takes the focus twice', async ({ agent }) => {
  const { search } = agent;
  await search.button.click();
  await search.errors.says(NOTHING);
  await search.firstName.focus();
  await search.button.click();
  await search.errors.says(NOTHING);
});

test('old results do not stay beside a fault', async ({ agent }) => {
  const { search } = agent;
  await search.search({ lastName: 'Jones' });
  await expect(search.found).toBeVisible();
  await search.search({});
  await search.errors.says(NOTHING);
  await expect(search.found).toBeHidden();
});

test('a name without a letter is refused by the server, in the same words and places', async ({ agent }) => {
  const { search } = agent;
  await search.search({ lastName: "-'-" });
  await search.errors.says('Enter at least one letter of the name');
  await search.errors.leadsTo('Enter at least one letter of the name', search.lastName);
});

test('what was typed and pressed before the page came alive is not lost', async ({ agent, server, user }) => {
  // The WASM is held back until the form was filled in, as a slow line does.
  const { page, search } = agent;
  let arrive = (): void => {};
  const arrived = new Promise<void>((resolve) => (arrive = resolve));
  await page.route('**/*.wasm', async (route) => {
    await arrived;
    await route.continue();
  });
  await page.goto(server.origin, { waitUntil: 'commit' });
  await search.lastName.fill(user.lastName);
  await search.id.fill(user.id);
  await search.id.press('Enter');
  await expect(search.id).toHaveValue(user.id);
  arrive();
  await search.button.click();
  await expect(search.found).toHaveText('1 user found');
  await expect(search.lastName).toHaveValue(user.lastName);
});
