// The journeys without a mouse: nothing but the keys of a keyboard.
import type { Locator, Page } from '@playwright/test';
import { expect, test } from '../../support/fixtures';
import { PASSKEY } from '../../support/kinds';
import { RegistrationPage } from '../../support/pages/registration-page';

/** Presses Tab until `target` has the focus; it must come within a few presses, and show where it is. */
async function tabTo(page: Page, target: Locator, presses = 15): Promise<void> {
  for (let press = 0; press < presses; press++) {
    await page.keyboard.press('Tab');
    if (await target.evaluate((element) => element === document.activeElement)) {
      const [unfocused, focused] = await target.evaluate((element: HTMLElement) => {
        const look = (): string => {
          const { outline, boxShadow, backgroundColor, textDecoration, borderColor } = getComputedStyle(element);
          return [outline, boxShadow, backgroundColor, textDecoration, borderColor].join();
        };
        const focused = look();
        element.blur();
        const unfocused = look();
        element.focus();
        return [unfocused, focused];
      });
      expect(focused, 'the focus can be seen').not.toBe(unfocused);
      return;
    }
  }
  throw new Error(`${presses} presses of Tab did not lead to ${target}`);
}

test('a user registers a passkey', async ({ visitor, user, linkFor }) => {
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
  await tabTo(page, page.getByRole('link', { name: 'sign in to see your profile' }));
  await page.keyboard.press('Enter');
  await registration.says('Sign in');
});

test('an agent finds a user and generates a link', async ({ agent, user, database }) => {
  const { page, search, profile, issue } = agent;
  await search.open();
  await expect(search.button).toBeEnabled();
  const skip = page.getByRole('link', { name: 'Skip to main content' });
  await page.keyboard.press('Tab');
  await expect(skip).toBeFocused();
  await expect(skip).toBeInViewport();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main')).toBeFocused();

  await tabTo(page, search.id, 1);
  await page.keyboard.type(user.id);
  await tabTo(page, search.button);
  await page.keyboard.press('Enter');
  await expect(search.found).toHaveText('1 user found');
  await tabTo(page, search.row(user.id).getByRole('link'));
  await page.keyboard.press('Enter');
  await expect(profile.heading).toContainText(user.name);
  await tabTo(page, profile.tabs.getByRole('link', { name: 'Authenticators' }));
  await page.keyboard.press('Enter');
  await tabTo(page, profile.issue);
  await page.keyboard.press('Space');
  await expect(agent.heading).toContainText('Issue other authenticator');
  await tabTo(page, issue.kind(PASSKEY));
  await page.keyboard.press('Space');
  await tabTo(page, issue.continue);
  await page.keyboard.press('Enter');
  await expect(agent.heading).toContainText('Issue a passkey');
  await tabTo(page, issue.video);
  await page.keyboard.press('ArrowDown');
  await expect(issue.faceToFace).toBeChecked();
  await tabTo(page, issue.generate);
  await page.keyboard.press('Enter');
  await expect(issue.link).toBeVisible();
  await tabTo(page, issue.copy);
  expect(database.linkStates(user)).toEqual(['open']);
});

test('an agent removes a passkey, and is led to what is missing', async ({ agent, phone, user, linkFor, database }) => {
  await phone.registration.register(await linkFor(user));
  const { page, profile, remove } = agent;
  await profile.open(user.id, 'authenticators');
  await expect(profile.cards).toHaveCount(1);
  await tabTo(page, profile.remove(profile.cards));
  await page.keyboard.press('Enter');
  await expect(remove.button).toBeEnabled();
  await tabTo(page, remove.button);
  await page.keyboard.press('Enter');
  await remove.errors.says('Tick the box to confirm that you want to remove this authenticator');
  await tabTo(page, remove.errors.box.getByRole('link'), 1);
  await page.keyboard.press('Enter');
  await expect(remove.box).toBeFocused();
  await page.keyboard.press('Space');
  await tabTo(page, remove.button, 2);
  await page.keyboard.press('Enter');
  await expect(profile.success).toBeFocused();
  expect(database.authenticators(user)).toEqual(['removed']);
});
