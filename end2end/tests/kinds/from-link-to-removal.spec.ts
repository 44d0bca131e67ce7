// The whole life of a security key and of Windows Hello: issued, registered, used to sign in, shown on the profile and removed.
// (The tests for a passkey are in tests/journey.)
import { expect, test } from '../../support/fixtures';
import { SECURITY_KEY, WINDOWS_HELLO } from '../../support/kinds';
import { AgentApp } from '../../support/pages/agent-app';
import { asked, spy } from '../../support/spy';
import { REMOVED, WHOLE_LIFE } from '../../support/words';

const LIVES = [
  {
    kind: SECURITY_KEY,
    asks: { attachment: 'cross-platform', hints: ['security-key'] },
    // Chromium hides the AAGUID of a security key when no attestation was requested.
    name: 'Security key',
    model: 'Not known',
    removed: 'Security key removed from ',
  },
  {
    kind: WINDOWS_HELLO,
    asks: { attachment: 'platform', hints: ['client-device'] },
    name: 'Windows Hello: Chromium virtual authenticator',
    model: 'Chromium virtual authenticator (reported by the device, not verified)',
    removed: 'Windows Hello removed from ',
  },
];

for (const { kind, asks, name, model, removed } of LIVES) {
  test(`${kind.label} is issued, registered, used to sign in, and removed`, async ({ agent, registrar, user, database }) => {
    const { profile, issue, remove } = agent;
    await profile.open(user.id, 'authenticators');
    await profile.issue.click();
    await issue.choose(kind);
    const link = await issue.generateLink();

    const { page, registration, authenticator } = await registrar(kind);
    await spy(page);
    await test.step('the user registers', async () => {
      await registration.open(link);
      await registration.says(kind.invited);
      await expect(registration.main).toContainText(`For ${user.name}. Stay on the call`);
      await registration.continue.click();
      await registration.says(kind.ready);
      await registration.finish();
      await expect(registration.main).toContainText(kind.yours);
      const [call] = await asked(page);
      expect(call).toMatchObject({ ...asks, residentKey: 'required', userVerification: 'required', attestation: 'none' });
      expect(await authenticator.credential()).toMatchObject({ isResidentCredential: true, rpId: 'localhost' });
      expect(database.linkStates(user)).toEqual(['registered']);
    });

    await test.step('the profile shows the authenticator', async () => {
      await profile.open(user.id, 'authenticators');
      await expect(profile.cards.getByRole('heading')).toHaveText(`${name} Active`);
      await expect(profile.fact('Assurance level')).toHaveText('AAL3, stays on one device');
      await expect(profile.fact('Make and model')).toHaveText(model);
      await expect(profile.fact('Registered')).toContainText('by Amina Okafor, by video call');
      await expect(profile.fact('Tested')).toHaveText('Not tested');
    });

    const own = new AgentApp(page);
    await test.step('the user signs in with it', async () => {
      await own.signInPage.open();
      await own.signInPage.signIn();
      await expect(own.profile.heading).toContainText(user.name);
      await own.profile.openTab('Authenticators');
      await expect(own.profile.fact('Last used')).not.toHaveText('Never');
    });

    await test.step('the agent removes it, and the user can no longer sign in with it', async () => {
      await profile.remove(profile.cards).click();
      await expect(remove.heading).toContainText(`Remove ${user.name}’s ${kind === WINDOWS_HELLO ? 'Windows Hello' : 'security key'}`);
      await remove.fill();
      await remove.button.click();
      await expect(profile.success).toContainText(removed);
      await own.signInPage.open();
      await own.signInPage.signIn();
      await expect(page.getByText(REMOVED)).toBeVisible();
    });
    expect(database.audit(user)).toEqual(WHOLE_LIFE);
  });
}
