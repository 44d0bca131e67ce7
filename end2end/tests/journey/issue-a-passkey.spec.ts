// The main journey from beginning to end, with two people in two browsers: the agent at a computer and the user with a phone.
import { SYNCED, DEVICE_BOUND } from '../../support/authenticator';
import { ANDROID, IPHONE } from '../../support/devices';
import { expect, test } from '../../support/fixtures';
import { PASSKEY } from '../../support/kinds';
import { AgentApp } from '../../support/pages/agent-app';
import { RegistrationPage } from '../../support/pages/registration-page';

const PHONES = [
  { device: IPHONE, authenticator: SYNCED, stays: 'synced across the user’s devices' },
  { device: ANDROID, authenticator: DEVICE_BOUND, stays: 'stays on one device' },
];

for (const { device, authenticator, stays } of PHONES) {
  test(`an agent issues a passkey with a link, and the user registers it on an ${device.name}`, async ({
    agent,
    visitor,
    user,
    database,
  }) => {
    const { profile, issue } = agent;
    await agent.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);

    await test.step('the agent finds the user and generates a link', async () => {
      await agent.home.open();
      await agent.search.find(user.id);
      await agent.search.viewProfile(user.id);
      await expect(profile.heading).toContainText(user.name);
      await expect(agent.page.getByText('This user does not have an active authenticator.')).toBeVisible();
      await profile.issue.click();
      await issue.choose(PASSKEY);
      await issue.unfold();
      await expect(agent.page.getByText('They must register it while you are with them.')).toBeVisible();
    });

    const link = await issue.generateLink();
    expect(link).toMatch(/^http:\/\/localhost:\d+\/register#[\w-]{43}$/);
    await issue.copy.click();
    await expect(issue.copied).toHaveText('Link copied');
    expect(await agent.page.evaluate(() => navigator.clipboard.readText())).toBe(link);

    const phone = await visitor({ device, authenticator });
    const registration = new RegistrationPage(phone.page);
    await test.step('the user registers', async () => {
      await registration.open(link);
      await registration.says('Register your passkey');
      await expect(phone.page.getByRole('main')).toContainText(`For ${user.name}. Stay on the call`);
      await registration.continue.click();
      await registration.says('Create your passkey');
      await registration.create.click();
      await registration.says('Registration successful');
      await expect(registration.main).toContainText('Your passkey is ready to use');
      await expect(phone.page.getByText('Tell your RA agent. Then test your passkey while they are still with you.')).toBeVisible();
      expect(database.linkStates(user)).toEqual(['registered']);
    });

    await test.step('the profile lists the passkey', async () => {
      await profile.open(user.id, 'authenticators');
      const card = profile.cards;
      await expect(card.getByRole('heading')).toHaveText('Passkey: Chromium virtual authenticator Active');
      await expect(profile.fact('Assurance level')).toHaveText(`AAL2, ${stays}`);
      await expect(profile.fact('Saved in')).toHaveText('Chromium virtual authenticator (reported by the device, not verified)');
      await expect(profile.fact('Registered')).toHaveText(/\d+:\d\d[ap]m.* by Amina Okafor, by video call$/);
      await expect(profile.fact('Last used')).toHaveText('Never');
    });

    await test.step('the user signs in with the passkey and sees the profile', async () => {
      await phone.page.goto('/sign-in');
      const own = new AgentApp(phone.page);
      await own.signInPage.signIn();
      await expect(own.profile.heading).toContainText(user.name);
      await own.profile.openTab('Authenticators');
      await expect(own.profile.fact('Last used')).not.toHaveText('Never');
    });

    expect(database.audit(user)).toEqual(['generate-link done', 'register done', 'sign-in done']);
  });
}
