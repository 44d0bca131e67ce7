// Steps that several tests need before the step that they test.
import { type Kind, PASSKEY } from '../../support/kinds';
import { joinLink } from '../../support/webdriver/steps';
import type { WebKitPage } from './page';

/** Registers an authenticator: does everything from opening the link to *Registration successful*. */
export async function register(page: WebKitPage, link: string, kind: Kind = PASSKEY): Promise<void> {
  await joinLink(page, link, kind);
  await page.tap(kind.create);
  await page.says('Registration successful');
}

/** Opens the sign-in page and signs in. */
export async function signIn(page: WebKitPage): Promise<void> {
  await page.goto('/sign-in');
  await page.tap('Sign in');
}
