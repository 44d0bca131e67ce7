// Each step of the user's page has a title of its own, which begins with "Error: " when something did not work (WCAG 2.4.2).
import { expect, test } from '../../support/fixtures';
import { TestPanel } from '../../support/pages/test-panel';

const SERVICE = 'Care Identity Management';

test.use({ settings: { CIM_MATCH_CODE: 'video-only' } });

test('each step has a title of its own', async ({ agent, phone, user }) => {
  const { page, registration, authenticator } = phone;
  const called = (title: string) => expect(page).toHaveTitle(`${title} - ${SERVICE}`);
  await page.goto('/register');
  await called('Error: This link is not complete');
  await agent.issue.open(user.id);
  const link = await agent.issue.generateLink();
  await registration.open(link);
  await called('Register your passkey');
  await registration.continue.click();
  await called('Read this code out to your RA agent');
  await agent.page.getByLabel('Match code').fill((await registration.matchCode.innerText()).trim());
  await agent.page.keyboard.press('Enter');
  await called('Create your passkey');
  await authenticator.setUserVerified(false);
  await registration.create.click();
  await called('Error: No passkey was created');
  await authenticator.setUserVerified(true);
  await registration.tryAgain.click();
  await called('Create your passkey');
  await registration.finish();
  await called('Registration successful');
  await authenticator.setUserVerified(false);
  await registration.test.press();
  await called('Error: Registration successful');
  await authenticator.setUserVerified(true);
  await registration.test.passes();
  await called('Your passkey works');
  await registration.open(link);
  await called('Error: This link has already been used');
});

test('each result of the test has a title of its own', async ({ phone, user, linkFor }) => {
  const { page, registration, authenticator } = phone;
  await registration.register(await linkFor(user));
  const panel = new TestPanel(page);
  await panel.open();
  await authenticator.setUserVerified(false);
  await panel.press();
  await expect(page).toHaveTitle(`Error: Test your authenticator - ${SERVICE}`);
  await authenticator.setUserVerified(true);
  await panel.passes();
  await expect(page).toHaveTitle(`Your passkey works - ${SERVICE}`);
});
