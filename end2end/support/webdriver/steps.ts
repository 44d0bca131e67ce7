// Steps that several tests in browsers other than Chromium need before the step that they test.
import type { Person } from '../database';
import { type Kind, PASSKEY } from '../kinds';
import type { Page } from './page';

/** Opens a link and presses *Continue*. Only the last tap is left then. */
export async function joinLink(page: Page, link: string, kind: Kind = PASSKEY): Promise<void> {
  await page.goto(link);
  await page.press('Continue');
  await page.says(kind.ready);
}

/** Generates a link on the page with the instructions for a kind, which must be open already. */
export async function generateLink(agent: Page): Promise<string> {
  await agent.choose('Video call');
  return pressGenerate(agent);
}

async function pressGenerate(agent: Page): Promise<string> {
  await agent.choose('Another authenticator');
  await agent.choose('Passport');
  await agent.press('Generate link');
  return agent.read('//*[@id="registration-link"]');
}

/** Generates a registration link for a person, as this agent. */
export async function linkFor(agent: Page, person: Person, { slug }: Kind = PASSKEY): Promise<string> {
  await agent.goto(`/users/${person.id}/authenticators/issue/${slug}`);
  return generateLink(agent);
}

/** Finds a person by their UUID, and generates their first link from their profile. */
export async function findAndGenerateLink(agent: Page, person: Person, kind: Kind = PASSKEY): Promise<string> {
  await agent.goto('/');
  await agent.type('Name, UUID or email address', person.id);
  await agent.press('Search');
  await agent.follow('View profile');
  await agent.says(person.name);
  await agent.shows('This user does not have an active authenticator.');
  await agent.press('Issue other authenticator');
  await agent.choose(kind.label);
  await agent.choose('Video call');
  await agent.press('Continue');
  await agent.says(kind.issue);
  return pressGenerate(agent);
}
