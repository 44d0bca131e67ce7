// A user suspends their own authenticator, and an agent reinstates it.
import { expect, test } from '../../support/fixtures';
import { AgentApp } from '../../support/pages/agent-app';

const SUSPENDED = 'This authenticator is suspended. Ask your Registration Authority (RA) to reinstate it.';

test('a user suspends the authenticator they are signed in with, and an agent reinstates it', async ({ agent, phone, user, linkFor, database }) => {
  const own = new AgentApp(phone.page);
  await phone.registration.register(await linkFor(user));
  await own.signInPage.open();
  await own.signInPage.signIn();
  await own.profile.openTab('Authenticators');

  await test.step('the page says what will happen, and then what to do', async () => {
    await own.life.toSuspend.click();
    await expect(phone.page.getByText('This is your only active authenticator')).toBeVisible();
    await own.life.suspend.click();
    await expect(own.heading).toHaveText('Your authenticator is suspended');
    await expect(own.account).toHaveCount(0);
    await expect(phone.page.getByText('Contact your Registration Authority (RA)')).toBeVisible();
    expect(database.authenticators(user)).toEqual(['suspended']);
  });

  await test.step('it does not sign in, and the browser keeps it', async () => {
    await phone.page.getByRole('link', { name: 'sign in' }).click();
    await own.signInPage.signIn();
    await expect(phone.page.getByText(SUSPENDED)).toBeVisible();
    expect(await phone.authenticator.credentials()).toHaveLength(1);
  });

  await test.step('an agent reinstates it, with a reason', async () => {
    const { life, profile } = agent;
    await profile.open(user.id, 'authenticators');
    await expect(profile.cards.getByRole('heading')).toContainText('Suspended');
    await expect(profile.fact('Suspended')).toContainText(`by ${user.name}`);
    await life.toReinstate.click();
    await life.reinstate.click();
    await life.errors.says('Enter a reason');
    await life.why.fill('It was in their coat');
    await life.reinstate.click();
    await expect(profile.success).toContainText('Passkey reinstated');
    await expect(profile.cards.getByRole('heading')).toContainText('Active');
    await profile.openTab('History');
    await expect(profile.entries.filter({ hasText: 'Authenticator reinstated' })).toContainText('It was in their coat');
    await expect(profile.entries.filter({ hasText: 'Authenticator suspended' })).toContainText(`by ${user.name}`);
  });

  await test.step('the user signs in again', async () => {
    await own.signInPage.signIn();
    await expect(own.profile.heading).toContainText(user.name);
  });
});

test('an agent suspends the authenticator of a user, who is signed out', async ({ agent, phone, user, linkFor }) => {
  const own = new AgentApp(phone.page);
  await phone.registration.register(await linkFor(user));
  await own.signInPage.open();
  await own.signInPage.signIn();
  await expect(own.profile.heading).toContainText(user.name);
  await agent.profile.open(user.id, 'authenticators');
  const page = (await agent.life.toSuspend.getAttribute('href')) ?? '';
  await agent.life.toSuspend.click();
  await agent.life.suspend.click();
  await expect(agent.profile.success).toContainText('Passkey suspended');
  await expect(agent.page.getByText('This user does not have an active authenticator.')).toBeVisible();
  await own.profile.tabs.getByRole('link', { name: 'Authenticators' }).click();
  await own.saysThatItIsOver();
  await agent.page.goto(page);
  await expect(agent.problem).toHaveText('This authenticator is already suspended.');
});
