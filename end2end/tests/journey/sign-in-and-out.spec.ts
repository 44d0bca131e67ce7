// Signing in with an authenticator that the product issued, and signing out.
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { call } from '../../support/api';
import { expect, test } from '../../support/fixtures';
import { AgentApp } from '../../support/pages/agent-app';
import { HOME } from '../../support/pages/home-page';
import { RA_AGENT_ADVANCED, SECOND_RA_MANAGER } from '../../support/staff';

test('after an agent signed in with a passkey and signed out, the session cannot be used again', async ({ visitor, staff, server }) => {
  const { page, context, authenticator } = await visitor();
  await staff.signIn(page, authenticator, RA_AGENT_ADVANCED);
  const app = new AgentApp(page);
  await expect(app.heading).toHaveText(HOME);
  await expect(app.account).toContainText('Gareth Pugh');
  const { cookies } = await context.storageState();

  // A browser that does not say from which site a request comes is believed by this header.
  const asked = page.waitForRequest('**/api/sign_out');
  await app.signOut.click();
  expect(await (await asked).headerValue('origin')).toBe(server.origin);
  await expect(app.heading).toHaveText('Sign in');
  await page.goBack();
  await page.reload();
  await expect(app.heading).toHaveText('Sign in');

  // A copy of the cookie does not work either.
  await context.addCookies(cookies);
  const answer = await call(context.request, server.origin, 'who_am_i', {});
  expect(await answer.json()).toBeNull();
});

test('signing out ends only this session, and not other sessions of the same person', async ({ visitor, staff }) => {
  const [first, second] = [await visitor(), await visitor()];
  for (const { page, authenticator } of [first, second]) await staff.signIn(page, authenticator, RA_AGENT_ADVANCED);
  await new AgentApp(first.page).signOut.click();
  await expect(new AgentApp(first.page).heading).toHaveText('Sign in');
  await second.page.reload();
  await expect(new AgentApp(second.page).heading).toHaveText(HOME);
});

test('a user who cancels is told so, and can try again', async ({ phone, user, linkFor }) => {
  await phone.registration.register(await linkFor(user));
  const app = new AgentApp(phone.page);
  await app.signInPage.open();
  await phone.authenticator.setUserVerified(false);
  await app.signInPage.signIn();
  await expect(phone.page.getByText('You were not signed in. You may have cancelled or run out of time. Try again.')).toBeVisible();
  await phone.authenticator.setUserVerified(true);
  await app.signInPage.signIn();
  await expect(app.profile.heading).toContainText(user.name);
});

test('a passkey that is not registered here is refused, and the browser deletes it', async ({ phone }) => {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  await phone.authenticator.add({
    credentialId: randomBytes(32).toString('base64'),
    isResidentCredential: true,
    rpId: 'localhost',
    privateKey: privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64'),
    userHandle: randomBytes(16).toString('base64'),
    signCount: 1,
  });
  const { signInPage } = new AgentApp(phone.page);
  await signInPage.open();
  await signInPage.signIn();
  await expect(phone.page.getByText('We do not recognise this passkey.')).toBeVisible();
  await expect.poll(() => phone.authenticator.credentials()).toEqual([]);
});

test('without WebAuthn, the sign-in page says what to do', async ({ phone }) => {
  await phone.page.addInitScript(() => Reflect.deleteProperty(window, 'PublicKeyCredential'));
  const { signInPage } = new AgentApp(phone.page);
  await signInPage.open();
  await expect(phone.page.getByText('You cannot sign in with this browser.')).toBeVisible();
  await expect(signInPage.button).toBeDisabled();
});

test('a session ends after half an hour without a request', async ({ visitor, staff, database }) => {
  const { page, authenticator } = await visitor();
  await staff.signIn(page, authenticator, SECOND_RA_MANAGER);
  const app = new AgentApp(page);
  await app.search.open();
  await app.search.search({ lastName: 'Jones' });
  await expect(app.search.found).toBeVisible();
  database.idleSessions(database.person(SECOND_RA_MANAGER));
  await app.search.byDetails.click();
  await app.saysThatItIsOver();
  await page.reload();
  await expect(app.heading).toHaveText('Sign in');
});

test('the sign-in page leads an agent who is signed in to the start page', async ({ agent }) => {
  await agent.signInPage.open();
  await expect(agent.heading).toHaveText(HOME);
});

test('every page leads a person who is not signed in to the sign-in page', async ({ visitor }) => {
  const { page } = await visitor();
  for (const path of ['/', '/users/555200000008', '/users/555200000008/history', '/users/555200000008/authenticators/issue']) {
    await page.goto(path);
    await expect(page).toHaveURL(path === '/' ? '/sign-in' : `/sign-in?next=${path}`);
    await expect(page.getByRole('main')).not.toContainText('Sarah');
  }
});
