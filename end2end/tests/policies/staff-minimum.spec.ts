// The operator requires AAL3 of staff. Only users without a role can sign in with a passkey.
import { expect, test } from '../../support/fixtures';
import { PASSKEY, SECURITY_KEY } from '../../support/kinds';
import { AgentApp } from '../../support/pages/agent-app';
import { HOME } from '../../support/pages/home-page';
import { RA_AGENT, RA_AGENT_ADVANCED } from '../../support/staff';

test.use({ settings: { CIM_STAFF_MINIMUM_AAL: 'aal3' } });

const TOO_LOW = 'Staff must sign in with a security key or Windows Hello. You used a passkey.';

test('the link for the first RA Manager is for a security key', async ({ server, agent }) => {
  expect(server.invitationFor).toBe('security key');
  await agent.home.open();
});

test('staff cannot sign in with a passkey, but with a security key', async ({ registrar, linkFor, database }) => {
  const person = database.person(RA_AGENT);
  const { page, registration } = await registrar(PASSKEY);
  await registration.register(await linkFor(person));
  const app = new AgentApp(page);
  await app.signInPage.open();
  await app.signInPage.signIn();
  await expect(page.getByText(TOO_LOW)).toBeVisible();
  await expect(page.getByText('Use a different authenticator, or ask an RA Manager to issue one.')).toBeVisible();
  await page.goto('/');
  await expect(app.heading).toHaveText('Sign in');
  expect(database.audit(person)).toEqual(['generate-link done', 'register done', 'sign-in refused']);

  const key = await registrar(SECURITY_KEY);
  await key.registration.register(await linkFor(person, SECURITY_KEY));
  const staff = new AgentApp(key.page);
  await staff.signInPage.open();
  await staff.signInPage.signIn();
  await expect(staff.heading).toHaveText(HOME);
});

test('the test of a passkey says the same to staff as signing in does', async ({ registrar, linkFor, database }) => {
  const { page, registration } = await registrar(PASSKEY);
  await registration.register(await linkFor(database.person(RA_AGENT_ADVANCED)));
  await registration.test.press();
  await expect(page.getByText(TOO_LOW)).toBeVisible();
  await expect(registration.test.worked).toHaveCount(0);
});

test('a user without a role signs in with a passkey, and sees only their own profile', async ({ registrar, user, people, linkFor }) => {
  const { page, registration } = await registrar(PASSKEY);
  await registration.register(await linkFor(user));
  const { signInPage, profile, problem } = new AgentApp(page);
  await signInPage.open();
  await signInPage.signIn();
  await expect(profile.heading).toContainText(user.name);
  await profile.open(people.next().id);
  await expect(problem).toBeVisible();
  await expect(page.getByRole('heading', { name: HOME })).toHaveCount(0);
});
