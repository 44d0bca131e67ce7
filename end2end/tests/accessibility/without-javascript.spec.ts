// What a page shows before its WASM is loaded, and when the WASM is never loaded.
import { expect, test } from '../../support/fixtures';
import { ANDROID } from '../../support/devices';

for (const path of ['/register', '/sign-in', '/test']) {
  test(`without JavaScript, ${path} says what is needed`, async ({ visitor }) => {
    const { page } = await visitor({ device: ANDROID, context: { javaScriptEnabled: false } });
    await page.goto(path);
    // Find the element and not the text, because Playwright finds no text in <noscript>.
    await expect(page.locator('noscript p').first()).toBeVisible();
    await expect(page.locator('noscript p').first()).toHaveText(/^Turn on JavaScript in your browser/);
    await expect(page.getByText('Checking your link')).toBeHidden();
  });
}

test('the registration page shows its words before its WASM is loaded', async ({ phone, user, linkFor }) => {
  let asked = (): void => {};
  const asking = new Promise<void>((resolve) => (asked = resolve));
  // These requests never get a response.
  await phone.page.route('**/*.wasm', () => asked());
  await phone.page.goto(await linkFor(user), { waitUntil: 'domcontentloaded' });
  await asking;
  await phone.registration.says('Register your authenticator');
  await expect(phone.page.getByText('Stay with your RA agent until you finish.')).toBeVisible();
  const header = phone.page.getByRole('banner');
  expect(await header.evaluate((element) => getComputedStyle(element).backgroundColor)).toBe('rgb(0, 94, 184)');
});

test('when the WASM cannot be loaded, the page says so, and says what to do', async ({ phone, user, linkFor, watch }) => {
  watch.expect(/ERR_FAILED|Failed to fetch|WebAssembly/);
  await phone.page.route('**/*.wasm', (route) => route.abort());
  await phone.page.goto(await linkFor(user));
  await expect(phone.page.getByText('Checking your link')).toBeHidden();
  await expect(phone.page.getByRole('main')).toContainText('reload the page, or try another browser');
});

test('the pages of the application are complete before their WASM is loaded', async ({ agent, user }) => {
  await agent.page.route('**/*.wasm', () => {});
  await agent.page.goto(`/users/${user.id}`, { waitUntil: 'domcontentloaded' });
  await expect(agent.profile.heading).toContainText(user.name);
  await expect(agent.profile.fact('Email address')).toHaveText(user.email);
  await agent.profile.tabs.getByRole('link', { name: 'Authenticators' }).click({ noWaitAfter: true });
  await expect(agent.page.getByText('This user does not have an active authenticator.')).toBeVisible();
});

test('signing out works without JavaScript', async ({ visitor, staff }) => {
  const { page, authenticator, context } = await visitor();
  await staff.signIn(page, authenticator, '555200000002');
  const plain = await visitor({ context: { javaScriptEnabled: false, storageState: await context.storageState() } });
  await plain.page.goto('/');
  await plain.page.getByRole('button', { name: 'Sign out' }).click();
  await expect(plain.page.getByRole('heading', { level: 1 })).toHaveText('Sign in');
  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sign in');
});
