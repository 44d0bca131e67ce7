// What a user without a role sees after signing in.
import { type Visitor, expect, test } from '../../support/fixtures';
import { AgentApp } from '../../support/pages/agent-app';

const NOT_OTHERS = 'Your role does not let you find and view other users. Ask an RA Manager.';

/** Signs in the user who has registered on this phone. */
async function signedIn(phone: Visitor): Promise<AgentApp> {
  const app = new AgentApp(phone.page);
  await app.signInPage.open();
  await app.signInPage.signIn();
  await expect(app.profile.tabs).toBeVisible();
  return app;
}

test('a user can read their own profile, but change nothing', async ({ phone, user, linkFor }) => {
  await phone.registration.register(await linkFor(user));
  const app = await signedIn(phone);
  await expect(phone.page).toHaveURL(new RegExp(`/users/${user.id}$`));
  await expect(app.profile.heading).toContainText(user.name);
  await expect(app.profile.fact('Email address')).toHaveText(user.email);
  await expect(app.profile.fact('Staff roles')).toHaveText('None');
  await expect(app.page.getByRole('link', { name: 'Find an existing user' })).toHaveCount(0);

  await app.profile.openTab('Authenticators');
  await expect(app.profile.cards).toHaveCount(1);
  await expect(app.profile.issue).toHaveCount(0);
  await expect(app.profile.remove(app.profile.cards)).toHaveCount(0);

  await app.profile.openTab('History');
  await expect(app.page.getByText('Registration link generated')).toBeVisible();
  await expect(app.page.getByText('Signed in', { exact: true })).toBeVisible();
});

test('the pages of other users are refused, and say nothing about them', async ({ phone, user, people, linkFor, database }) => {
  const other = people.next();
  await phone.registration.register(await linkFor(user));
  const app = await signedIn(phone);
  for (const below of ['', '/authenticators', '/history', '/authenticators/issue', '/authenticators/issue/passkey']) {
    await test.step(`/users/…${below}`, async () => {
      await phone.page.goto(`/users/${other.id}${below}`);
      await expect(app.problem).toHaveText(NOT_OTHERS);
      await expect(phone.page.getByRole('main')).not.toContainText(other.lastName);
    });
  }
  await phone.page.goto('/users/999999999999');
  await expect(app.problem).toHaveText(NOT_OTHERS);
  expect(database.audit(other)).toContain('view-profile refused');
});

test('the start page leads a user to their own profile', async ({ phone, user, linkFor }) => {
  await phone.registration.register(await linkFor(user));
  const app = await signedIn(phone);
  await phone.page.getByRole('link', { name: 'Care Identity Management' }).click();
  await expect(app.profile.heading).toContainText(user.name);
  await expect(phone.page).toHaveURL(new RegExp(`/users/${user.id}$`));
  await phone.page.goto('/');
  await expect(phone.page).toHaveURL(new RegExp(`/users/${user.id}$`));
});

test('the issue pages tell a user that they may not issue', async ({ phone, user, linkFor }) => {
  await phone.registration.register(await linkFor(user));
  const app = await signedIn(phone);
  await phone.page.goto(`/users/${user.id}/authenticators/issue`);
  await expect(app.problem).toHaveText('Your role does not let you issue authenticators. Ask an RA Manager.');
  await phone.page.goto(`/users/${user.id}/authenticators/issue/passkey`);
  await expect(app.problem).toHaveText('Your role does not let you issue authenticators. Ask an RA Manager.');
});
