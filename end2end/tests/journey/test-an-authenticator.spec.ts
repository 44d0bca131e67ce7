// *Test your authenticator* does everything that signing in does, and is recorded, but signs nobody in.
import { call } from '../../support/api';
import { expect, test } from '../../support/fixtures';
import { KINDS, PASSKEY } from '../../support/kinds';
import { AgentApp } from '../../support/pages/agent-app';
import { TestPanel } from '../../support/pages/test-panel';

const MOMENT = /^(\d+:\d\d[ap]m today|\d+ \w+ \d{4} at \d+:\d\d[ap]m)$/;

for (const kind of KINDS) {
  test(`${kind.label}: the user tests it after registering it, and the agent sees that`, async ({
    agent,
    registrar,
    user,
    linkFor,
    database,
    server,
  }) => {
    const { profile } = agent;
    const { page, context, registration } = await registrar(kind);
    await registration.register(await linkFor(user, kind));
    await profile.open(user.id, 'authenticators');
    await expect(profile.fact('Tested')).toHaveText('Not tested');

    await registration.test.passes();
    const tested = new AgentApp(page).profile;
    await expect(tested.fact('Signs in as')).toHaveText(user.name);
    await expect(tested.fact('Authenticator').last()).toContainText(kind.label);
    await expect(tested.fact('Tested')).toHaveText(MOMENT);
    await expect(registration.test.button).toHaveCount(0);

    await agent.page.reload();
    await expect(profile.fact('Tested')).toHaveText(MOMENT);
    await profile.openTab('History');
    await expect(agent.page.getByText('Authenticator tested')).toBeVisible();
    expect(database.audit(user)).toEqual(['generate-link done', 'register done', 'test-authenticator done']);

    // The test has signed nobody in.
    expect((await context.cookies()).map(({ name }) => name)).not.toContain('cim-session');
    expect(await (await call(context.request, server.origin, 'who_am_i', {})).json()).toBeNull();
  });
}

test('a person who is not signed in can test an authenticator on the test page', async ({ agent, phone, user, linkFor }) => {
  await phone.registration.register(await linkFor(user));
  const { signInPage } = new AgentApp(phone.page);
  await signInPage.open();
  await phone.page.getByRole('link', { name: 'Check that your authenticator works' }).click();
  await expect(phone.registration.heading).toHaveText('Test your authenticator');
  const panel = new TestPanel(phone.page);
  await expect(phone.page.getByText('You will not be signed in to anything.')).toBeVisible();
  await panel.passes();
  await agent.profile.open(user.id, 'authenticators');
  await expect(agent.profile.fact('Tested')).toHaveText(MOMENT);
  await phone.page.getByRole('link', { name: 'View your profile (you will need to sign in)' }).click();
  await signInPage.signIn();
  const { profile } = new AgentApp(phone.page);
  await profile.openTab('Authenticators');
  await phone.page.getByRole('link', { name: 'Test your authenticator' }).click();
  await panel.passes();
});

test('a user who cancels is told so, and can test again', async ({ registrar, user, linkFor }) => {
  const { page, registration, authenticator } = await registrar(PASSKEY);
  await registration.register(await linkFor(user));
  await authenticator.setUserVerified(false);
  await registration.test.press();
  await expect(page.getByText('The test did not finish. You may have cancelled or run out of time. Try again.')).toBeVisible();
  await authenticator.setUserVerified(true);
  await registration.test.passes();
});
