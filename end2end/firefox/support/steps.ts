// What several tests do on the way to what they are about.
import type { Person } from '../../support/database';
import type { Page } from './page';

/** Opens a link and presses *Continue*: one tap is left to go. */
export async function beginRegistration(page: Page, link: string): Promise<void> {
  await page.goto(link);
  await page.press('Continue');
  await page.says('Create your passkey');
}

/** The whole of it, from the link to *Registration successful*. */
export async function register(page: Page, link: string): Promise<void> {
  await beginRegistration(page, link);
  await page.press('Create passkey');
  await page.says('Registration successful');
}

/** Presses *Sign in*; the authenticator answers by itself. */
export async function signIn(page: Page): Promise<void> {
  await page.goto('/sign-in');
  await page.press('Sign in');
}

/** Generates a link, on the page that has the instructions for a passkey open. */
export async function generateLink(agent: Page): Promise<string> {
  await agent.choose('Video call');
  await agent.press('Generate link');
  return agent.read('//*[@id="registration-link"]');
}

/** A registration link for a person, by an agent. */
export async function linkFor(agent: Page, person: Person): Promise<string> {
  await agent.goto(`/users/${person.id}/authenticators/issue/passkey`);
  return generateLink(agent);
}
