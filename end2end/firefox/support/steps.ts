// Steps that several tests need before the step that they test. The virtual authenticator responds without any other step.
import type { Page } from '../../support/webdriver/page';
import { joinLink } from '../../support/webdriver/steps';

/** Registers an authenticator: does everything from opening the link to *Registration successful*. */
export async function register(page: Page, link: string): Promise<void> {
  await joinLink(page, link);
  await page.press('Create passkey');
  await page.says('Registration successful');
}

/** Opens the sign-in page and presses *Sign in*. */
export async function signIn(page: Page): Promise<void> {
  await page.goto('/sign-in');
  await page.press('Sign in');
}
