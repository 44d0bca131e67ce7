// The main journey from beginning to end, with two people in two browsers: the agent at a computer and the user with a phone.
import { SYNCED, DEVICE_BOUND } from '../../support/authenticator';
import { ANDROID, IPHONE } from '../../support/devices';
import { expect, test } from '../../support/fixtures';
import { PASSKEY } from '../../support/kinds';
import { AgentApp } from '../../support/pages/agent-app';
import { RegistrationPage } from '../../support/pages/registration-page';

const PHONES = [
  { device: IPHONE, authenticator: SYNCED, stays: 'Synced between devices' },
  { device: ANDROID, authenticator: DEVICE_BOUND, stays: 'Bound to one device' },
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
      await agent.search.open();
      await expect(agent.heading).toHaveText('Find an existing user');
      await agent.search.search({ id: user.id });
      await agent.search.viewProfile(user.id);
      await expect(profile.heading).toContainText(user.name);
      await profile.openTab('Authenticators');
      await expect(agent.page.getByText('This user has no active authenticator.')).toBeVisible();
      await profile.issue.click();
      await issue.choose(PASSKEY);
      await expect(agent.page.getByText('They must register the passkey while you are with them.')).toBeVisible();
    });

    const link = await issue.generateLink();
    expect(link).toMatch(/^http:\/\/localhost:\d+\/register#[\w-]{43}$/);
    await issue.copy.click();
    await expect(issue.copied).toHaveText('Copied');
    expect(await agent.page.evaluate(() => navigator.clipboard.readText())).toBe(link);

    const phone = await visitor({ device, authenticator });
    const registration = new RegistrationPage(phone.page);
    await test.step('the user registers', async () => {
      await registration.open(link);
      await registration.says('Register your passkey');
      await expect(phone.page.getByRole('main')).toContainText(`For${user.name}`);
      await registration.continue.click();
      await registration.says('Create your passkey');
      await registration.create.click();
      await registration.says('Registration successful');
      await expect(registration.main).toContainText('Your passkey is ready to use');
      await expect(phone.page.getByText('Tell your RA agent. Before you close this page, test it while they are with you.')).toBeVisible();
      expect(database.linkStates(user)).toEqual(['registered']);
    });

    await test.step('the profile lists the passkey', async () => {
      await profile.open(user.id, 'authenticators');
      const card = profile.cards;
      await expect(card.getByRole('heading')).toHaveText('Passkey: Chromium virtual authenticator Active');
      await expect(profile.fact('Assurance')).toHaveText(`AAL2. ${stays}`);
      await expect(profile.fact('Provider or model')).toHaveText('Chromium virtual authenticator (as the device reported it)');
      await expect(profile.fact('Registered')).toHaveText(/^\d+ \w+ \d{4}, \d+:\d\d[ap]m, issued by Amina Okafor in a video call$/);
      await expect(profile.fact('Last used')).toHaveText('Not yet');
    });

    await test.step('the user signs in with the passkey and sees the profile', async () => {
      await phone.page.getByRole('link', { name: 'sign in to see your profile' }).click();
      const own = new AgentApp(phone.page);
      await own.signInPage.signIn();
      await expect(own.profile.heading).toContainText(user.name);
      await own.profile.openTab('Authenticators');
      await expect(own.profile.fact('Last used')).not.toHaveText('Not yet');
    });

    expect(database.audit(user)).toEqual(['generate-link done', 'register done', 'sign-in done']);
  });
}
