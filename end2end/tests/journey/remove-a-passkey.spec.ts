// An agent removes an authenticator: what the user can no longer do, and what is still listed.
import { expect, test } from '../../support/fixtures';
import { AgentApp } from '../../support/pages/agent-app';
import { RegistrationPage } from '../../support/pages/registration-page';
import { SECOND_RA_MANAGER } from '../../support/staff';
import { REMOVED, WHOLE_LIFE } from '../../support/words';

const CONFIRM = 'Select the box to confirm that you want to remove this authenticator';
const WHY = 'Select why you are removing it';

test('after a passkey was removed, its session ends and the user cannot sign in with it', async ({ agent, phone, user, linkFor, database }) => {
  const { profile, remove } = agent;
  const own = new AgentApp(phone.page);
  await phone.registration.register(await linkFor(user));
  await own.signInPage.open();
  await own.signInPage.signIn();
  await expect(own.profile.heading).toContainText(user.name);

  await test.step('without the ticked box, nothing is removed', async () => {
    await profile.open(user.id, 'authenticators');
    await profile.remove(profile.cards).click();
    await expect(remove.heading).toContainText(`Remove ${user.name}’s passkey`);
    await expect(remove.lastOne).toBeVisible();
    await remove.button.click();
    await remove.errors.says(WHY, CONFIRM);
    await expect(agent.page).toHaveTitle(/^Error: Remove /);
    await remove.errors.leadsTo(WHY, remove.reason('Lost or stolen'));
    await remove.errors.leadsTo(CONFIRM, remove.box);
    expect(database.authenticators(user)).toEqual(['active']);
  });

  await test.step('with the ticked box, the passkey is removed', async () => {
    await remove.fill();
    await remove.note.fill('INC0012345: left on a train');
    await remove.button.click();
    await expect(profile.success).toContainText(`Passkey removed from ${user.name}’s profile`);
    await expect(profile.success).toBeFocused();
    await expect(agent.page.getByText('This user does not have an active authenticator.')).toBeVisible();
    await expect(profile.removed).toHaveText('Removed authenticators (1)');
    await profile.removed.click();
    await expect(profile.cards.getByRole('heading')).toHaveText('Passkey: Chromium virtual authenticator Removed');
    await expect(profile.fact('Reason')).toHaveText('Lost or stolen');
    await expect(profile.fact('Note')).toHaveText('INC0012345: left on a train');
    await expect(profile.fact('Removed')).toContainText('by Amina Okafor');
    await expect(profile.remove(profile.cards)).toBeHidden();
    expect(database.authenticators(user)).toEqual(['removed']);
  });

  await test.step('the session that was started with it has ended', async () => {
    await own.profile.tabs.getByRole('link', { name: 'Authenticators' }).click();
    await own.saysThatItIsOver();
    await phone.page.reload();
    await expect(own.heading).toHaveText('Sign in');
  });

  await test.step('the user cannot sign in with it, and the page says why', async () => {
    await own.signInPage.signIn();
    await expect(phone.page.getByText(REMOVED)).toBeVisible();
  });

  await test.step('the success message is not shown again', async () => {
    await agent.page.reload();
    await expect(profile.removed).toBeVisible();
    await expect(profile.success).toBeHidden();
  });

  await test.step('the history says why it was removed', async () => {
    await profile.openTab('History');
    await expect(profile.entries.filter({ hasText: 'Authenticator removed' })).toContainText('Lost or stolen, INC0012345: left on a train');
  });
  expect(database.audit(user)).toEqual(WHOLE_LIFE);
});

test('removing one passkey does not change the other one', async ({ agent, visitor, user, phone, linkFor, database }) => {
  const { profile, remove } = agent;
  await phone.registration.register(await linkFor(user));
  const tablet = await visitor();
  await new RegistrationPage(tablet.page).register(await linkFor(user));

  await profile.open(user.id, 'authenticators');
  await expect(profile.cards).toHaveCount(2);
  // The newest authenticator comes first. This is the tablet's.
  await profile.remove(profile.cards.first()).click();
  await expect(remove.box).toBeVisible();
  await expect(remove.lastOne).toBeHidden();
  await remove.fill('Replaced');
  await remove.button.click();
  await expect(profile.success).toBeVisible();
  expect(database.authenticators(user)).toEqual(['active', 'removed']);

  const own = new AgentApp(phone.page);
  await own.signInPage.open();
  await own.signInPage.signIn();
  await expect(own.profile.heading).toContainText(user.name);
});

test('an agent who removes a passkey after another agent did is told that it was removed', async ({ agent, visitor, user, phone, linkFor }) => {
  const second = new AgentApp((await visitor({ as: SECOND_RA_MANAGER })).page);
  await phone.registration.register(await linkFor(user));
  for (const { profile, remove } of [agent, second]) {
    await profile.open(user.id, 'authenticators');
    await profile.remove(profile.cards).click();
    await remove.fill();
  }
  await agent.remove.button.click();
  await expect(agent.profile.success).toBeVisible();
  await second.remove.button.click();
  await second.remove.errors.says('This authenticator has already been removed.');
});

test('a removed passkey can be registered again', async ({ agent, user, phone, linkFor, database }) => {
  await phone.registration.register(await linkFor(user));
  await agent.removeAuthenticator(user.id);
  await phone.registration.register(await linkFor(user));
  expect(database.authenticators(user)).toEqual(['removed', 'active']);
});
