// The main journey in a third browser engine, WebKitGTK, with each kind of authenticator. Each of the two people uses a browser
// of their own.
import { KINDS } from '../support/kinds';
import { HEADLINES } from '../support/pages/link-panel';
import { RA_MANAGER } from '../support/staff';
import { findAndGenerateLink } from '../support/webdriver/steps';
import { REMOVED, WHOLE_LIFE } from '../support/words';
import { expect, test } from './support/fixtures';
import { signIn } from './support/steps';

const ASSURANCE = {
  passkey: 'AAL2, synced',
  'security-key': 'AAL3, stays on one device',
  'windows-hello': 'AAL3, stays on one device',
} as const;

test('the first RA Manager registers with the printed link and signs in', async ({ manager, database }) => {
  await manager.goto('/');
  await manager.says('What do you want to do?');
  await manager.shows('Amina Okafor', '//nav[@aria-label="Account"]');
  expect(database.audit(database.person(RA_MANAGER))).toEqual(['invite done', 'register done', 'sign-in done']);
});

for (const kind of KINDS) {
  const { label } = kind;
  test(`${label} is issued with a link, registered before the agent's eyes, used and removed`, async ({ manager, person, user, database }) => {
    const link = await test.step('the agent finds the user and generates a link', () => findAndGenerateLink(manager, user, kind));

    const { page, authenticator } = await person(kind);
    await test.step('the user registers, and the panel follows', async () => {
      await manager.shows(HEADLINES.waiting);
      await page.goto(link);
      await page.says(kind.invited);
      await page.shows(user.name);
      await manager.shows(HEADLINES.opened);
      await page.press('Continue');
      await page.says(kind.ready);
      await manager.shows(`Ask the user to select ${kind.create}`);
      await page.tap(kind.create);
      await page.says('Registration successful');
      await manager.shows(HEADLINES.registered);
      expect(database.linkStates(user)).toEqual(['registered']);
    });

    await test.step('the profile shows the authenticator', async () => {
      await manager.goto(`/users/${user.id}/authenticators`);
      await manager.shows(ASSURANCE[kind.slug]);
      await manager.shows('Active');
    });

    await test.step('the user signs in with it and sees the profile', async () => {
      await signIn(page);
      await page.says(user.name);
    });

    await test.step('the agent removes it', async () => {
      await manager.follow('Remove');
      await manager.choose('Lost or stolen');
      await manager.choose('I confirm that I want to remove this authenticator');
      await manager.press('Remove authenticator');
      await manager.shows(`${label} removed from ${user.name}’s profile`);
      expect(database.authenticators(user)).toEqual(['removed']);
    });

    await test.step('the user can no longer sign in, the page says why, and the browser is told to forget the passkey', async () => {
      await signIn(page);
      await page.shows(REMOVED);
      expect(await authenticator.forgotten()).toHaveLength(1);
    });
    expect(database.audit(user)).toEqual(WHOLE_LIFE);
  });
}
