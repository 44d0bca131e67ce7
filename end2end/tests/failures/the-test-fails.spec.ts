// *Test your authenticator*, with an authenticator that cannot be used to sign in.
import { expect, test } from '../../support/fixtures';
import { AgentApp } from '../../support/pages/agent-app';
import { LinkPanel } from '../../support/pages/link-panel';
import { TestPanel } from '../../support/pages/test-panel';
import { hearSignals, told, withoutWebAuthn } from '../../support/spy';
import { REMOVED } from '../../support/words';

const COPIED = 'You cannot use this authenticator because it may have been copied. Contact your Registration Authority (RA) straight away.';

test('the test of a removed authenticator fails, and the browser is told that it is unknown', async ({
  agent,
  phone,
  user,
  linkFor,
  database,
}) => {
  await phone.registration.register(await linkFor(user));
  await agent.removeAuthenticator(user.id);

  await hearSignals(phone.page);
  const panel = new TestPanel(phone.page);
  await panel.open();
  await panel.press();
  await expect(phone.page.getByText(REMOVED)).toBeVisible();
  await expect(panel.worked).toHaveCount(0);
  const { credentialId } = await phone.authenticator.credential();
  expect(await told(phone.page)).toEqual([
    { rpId: 'localhost', credentialId: Buffer.from(credentialId, 'base64').toString('base64url') },
  ]);
  expect(database.audit(user).at(-1)).toBe('test-authenticator refused');
});

test('the test and the sign-in refuse a copy with a lower counter, and the agent sees it', async ({
  agent,
  phone,
  visitor,
  user,
  linkFor,
  database,
}) => {
  const link = await linkFor(user);
  await agent.openLink(user.id);
  const watched = new LinkPanel(agent.page);
  await phone.registration.register(link);
  const copy = await phone.authenticator.credential();
  await phone.registration.test.passes();

  const thief = await visitor();
  await thief.authenticator.add({ ...copy, signCount: copy.signCount - 1 });
  await hearSignals(thief.page);
  const panel = new TestPanel(thief.page);
  await panel.open();
  await panel.press();
  await expect(thief.page.getByText(COPIED)).toBeVisible();
  expect(await told(thief.page), 'it is known, so it is not forgotten').toEqual([]);
  await expect(watched.main).toContainText('A test was refused');
  await expect(watched.main).toContainText('Its counter went back, so someone may have copied it. Remove it, and issue another one.');
  const { signInPage } = new AgentApp(thief.page);
  await signInPage.open();
  await signInPage.signIn();
  await expect(thief.page.getByText(COPIED)).toBeVisible();
  expect(database.audit(user)).toEqual([
    'generate-link done',
    'register done',
    'test-authenticator done',
    'test-authenticator refused',
    'sign-in refused',
  ]);

  await agent.profile.open(user.id, 'history');
  await expect(agent.page.getByText('it may have been copied')).toHaveCount(2);
});

test('without WebAuthn, the test page says where to open it', async ({ phone }) => {
  await withoutWebAuthn(phone.page);
  const panel = new TestPanel(phone.page);
  await panel.open();
  await expect(phone.page.getByText('You cannot do the test with this browser. Open this page in Safari, Chrome, Edge')).toBeVisible();
  await expect(panel.button).toBeDisabled();
});
