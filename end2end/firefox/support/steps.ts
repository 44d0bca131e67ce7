// Steps that several tests need before the step that they test.
import type { Person } from '../../support/database';
import type { Page } from './page';

/** Opens a link and presses *Continue*. Only the last tap is left then. */
export async function joinLink(page: Page, link: string): Promise<void> {
  await page.goto(link);
  await page.press('Continue');
  await page.says('Create your passkey');
}

/** Registers an authenticator: does everything from opening the link to *Registration successful*. */
export async function register(page: Page, link: string): Promise<void> {
  await joinLink(page, link);
  await page.press('Create passkey');
  await page.says('Registration successful');
}

/** Opens the sign-in page and presses *Sign in*. The virtual authenticator responds without any other step. */
export async function signIn(page: Page): Promise<void> {
  await page.goto('/sign-in');
  await page.press('Sign in');
}

/** Generates a link on the page with the instructions for a passkey, which must be open already. */
export async function generateLink(agent: Page): Promise<string> {
  await agent.choose('Video call');
  await agent.press('Generate link');
  return agent.read('//*[@id="registration-link"]');
}

/** Generates a registration link for a person, as this agent. */
export async function linkFor(agent: Page, person: Person): Promise<string> {
  await agent.goto(`/users/${person.id}/authenticators/issue/passkey`);
  return generateLink(agent);
}
