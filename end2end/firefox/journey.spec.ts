// The main journey in a second browser engine. Each of the two people uses a Firefox of their own.
import { RA_MANAGER } from '../support/staff';
import { REMOVED, WHOLE_LIFE } from '../support/words';
import { findAndGenerateLink } from '../support/webdriver/steps';
import { expect, test } from './support/fixtures';
import { signIn } from './support/steps';

test('the first RA Manager registers with the printed link and signs in', async ({ manager, database }) => {
  await manager.goto('/');
  await manager.says('What do you want to do?');
  await manager.shows('Amina Okafor', '//nav[@aria-label="Account"]');
  expect(database.audit(database.person(RA_MANAGER))).toEqual(['invite done', 'register done', 'sign-in done']);
});

test('a passkey is issued with a link, registered, used and removed', async ({ manager, person, user, database }) => {
  const link = await test.step('the agent finds the user and generates a link', () => findAndGenerateLink(manager, user));

  const { page } = await person();
  await test.step('the user registers', async () => {
    await page.goto(link);
    await page.says('Register your passkey');
    await page.shows(user.name);
    await page.press('Continue');
    await page.says('Create your passkey');
    await page.press('Create passkey');
    await page.says('Registration successful');
    expect(database.linkStates(user)).toEqual(['registered']);
  });

  await test.step('the user signs in with the passkey and sees the profile', async () => {
    await page.goto('/sign-in');
    await page.press('Sign in');
    await page.says(user.name);
    await page.follow('Authenticators');
    await page.shows('AAL2, stays on one device');
  });

  await test.step('the agent removes the passkey', async () => {
    await manager.goto(`/users/${user.id}/authenticators`);
    await manager.follow('Remove');
    await manager.says(`Remove ${user.name}’s passkey`);
    await manager.choose('Lost or stolen');
    await manager.choose('I confirm that I want to remove this authenticator');
    await manager.press('Remove authenticator');
    await manager.shows(`Passkey removed from ${user.name}’s profile`);
    expect(database.authenticators(user)).toEqual(['removed']);
  });

  await test.step('the user can no longer sign in, and the page says why', async () => {
    await signIn(page);
    await page.shows(REMOVED);
  });
  expect(database.audit(user)).toEqual(WHOLE_LIFE);
});
