// The journeys with the keyboard alone, without a mouse.
import { expect, test } from '../../support/fixtures';
import { tabTo } from '../../support/keyboard';
import { PASSKEY } from '../../support/kinds';
import { LinkPanel } from '../../support/pages/link-panel';
import { RegistrationPage } from '../../support/pages/registration-page';

test.use({ settings: { CIM_MATCH_CODE: 'video-only' } });

test('a user registers a passkey with the keyboard', async ({ visitor, user, linkFor }) => {
  const { page } = await visitor();
  const registration = new RegistrationPage(page);
  await registration.open(await linkFor(user));
  await registration.says('Register your passkey');
  await tabTo(page, registration.continue);
  await page.keyboard.press('Enter');
  await registration.says('Create your passkey');
  await tabTo(page, registration.create);
  await page.keyboard.press('Space');
  await registration.says('Registration successful');
  await tabTo(page, registration.test.button);
  await page.keyboard.press('Enter');
  await expect(registration.test.worked).toBeVisible();
  await tabTo(page, page.getByRole('link', { name: 'View your profile' }));
  await page.keyboard.press('Enter');
  await registration.says('Sign in');
});

test('an agent finds a user and generates a link with the keyboard', async ({ agent, user, people, linkFor, database }) => {
  // The agent's last meeting was face to face, and they know the instructions for a passkey.
  await linkFor(people.next());
  const { page, search, profile, issue } = agent;
  await search.open();
  await expect(search.anything).toBeFocused();
  await agent.profile.open(user.id);
  await expect(profile.heading).toContainText(user.name);
  const skip = page.getByRole('link', { name: 'Skip to main content' });
  await page.keyboard.press('Tab');
  await expect(skip).toBeFocused();
  await expect(skip).toBeInViewport();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main')).toBeFocused();

  await search.open();
  await expect(search.button).toBeEnabled();
  await expect(search.anything).toBeFocused();
  await page.keyboard.type(user.id);
  await page.keyboard.press('Enter');
  await expect(search.found).toHaveText('1 user found');
  await expect(search.found).toBeFocused();
  await tabTo(page, search.row(user.id).getByRole('link'), 1);
  await page.keyboard.press('Enter');
  await expect(profile.heading).toContainText(user.name);
  await tabTo(page, profile.issue);
  await page.keyboard.press('Space');
  await expect(agent.heading).toContainText('Issue other authenticator');
  await tabTo(page, issue.kind(PASSKEY));
  await page.keyboard.press('Space');
  await tabTo(page, issue.faceToFace, 1);
  await page.keyboard.press('ArrowUp');
  await expect(issue.video).toBeChecked();
  await tabTo(page, issue.continue, 1);
  await page.keyboard.press('Enter');
  await expect(agent.heading).toContainText('Issue a passkey');
  await tabTo(page, issue.how.getByRole('checkbox', { name: 'Passport' }));
  await page.keyboard.press('Space');
  await tabTo(page, issue.generate);
  await page.keyboard.press('Enter');
  await expect(issue.link).toBeVisible();
  await tabTo(page, issue.copy);
  await tabTo(page, page.locator('summary', { hasText: 'Show QR code' }));
  await page.keyboard.press('Enter');
  await expect(issue.qrCode).toBeVisible();
  expect(database.linkStates(user)).toEqual(['open']);
});

test('an agent admits the user and cancels the link with the keyboard', async ({ agent, phone, user }) => {
  const { page } = agent;
  const panel = new LinkPanel(page);
  await agent.issue.open(user.id);
  const code = await phone.registration.askForCode(await agent.issue.generateLink());
  await expect(panel.code).toBeVisible();
  await page.getByRole('main').focus();
  // The field has the focus already, so this goes once through the whole page.
  await tabTo(page, panel.code, 20);
  await page.keyboard.type('12');
  await page.keyboard.press('Enter');
  await expect(panel.error).toBeVisible();
  await expect(panel.code).toBeFocused();
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type(code);
  await tabTo(page, panel.letIn, 1);
  await page.keyboard.press('Enter');
  await phone.registration.says('Create your passkey');
  await expect(panel.code).toHaveCount(0);
  await expect(panel.headline, 'the focus is not lost with the field').toBeFocused();
  await tabTo(page, panel.cancel);
  await page.keyboard.press('Space');
  await tabTo(page, panel.yes);
  await page.keyboard.press('Space');
  await panel.says('cancelled');
  await phone.registration.says('This link was cancelled');
});

test('an agent removes a passkey with the keyboard, and an error leads to its field', async ({ agent, phone, user, linkFor, database }) => {
  await phone.registration.register(await linkFor(user));
  const { page, profile, remove } = agent;
  await profile.open(user.id, 'authenticators');
  await expect(profile.cards).toHaveCount(1);
  await tabTo(page, profile.remove(profile.cards));
  await page.keyboard.press('Enter');
  await expect(remove.button).toBeEnabled();
  await tabTo(page, remove.button);
  await page.keyboard.press('Enter');
  await remove.errors.says('Select why you are removing it', 'Select the box to confirm that you want to remove this authenticator');
  await tabTo(page, remove.errors.box.getByRole('link').first(), 1);
  await page.keyboard.press('Enter');
  await expect(remove.reason('Lost or stolen')).toBeFocused();
  await page.keyboard.press('Space');
  await tabTo(page, remove.box);
  await page.keyboard.press('Space');
  await tabTo(page, remove.button, 2);
  await page.keyboard.press('Enter');
  await expect(profile.success).toBeFocused();
  expect(database.authenticators(user)).toEqual(['removed']);
});
