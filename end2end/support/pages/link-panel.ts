import { type Locator, type Page, expect } from '@playwright/test';
import { ErrorSummary } from './error-summary';

/** The headlines of the panel. */
export const HEADLINES = {
  waiting: 'Waiting for the user to open the link',
  opened: 'The link was opened',
  joined: 'The user has opened the link',
  registered: 'Registered',
  cancelled: 'The link was cancelled',
  wrongCodes: 'The link was cancelled: the third wrong match code was entered',
  replaced: 'The link was replaced by a newer one',
  expired: 'The link has expired',
  mayFinish: 'The link has expired, but may still be finished: somebody has begun to register',
  locked: 'The link is locked: too much was tried with it. Generate a new one, and send it another way',
} as const;

/** The live panel of a registration link. */
export class LinkPanel {
  readonly main: Locator;
  readonly headline: Locator;
  /** The browsers: those that joined, or the one in which the page of the link was only visited. */
  readonly attempts: Locator;
  readonly code: Locator;
  readonly letIn: Locator;
  readonly cancel: Locator;
  readonly again: Locator;
  readonly countdown: Locator;
  readonly lost: Locator;
  readonly notTested: Locator;
  readonly tested: Locator;
  readonly remove: Locator;
  readonly errors: ErrorSummary;

  constructor(readonly page: Page) {
    this.main = page.getByRole('main');
    // The first heading of this size. Only the heading above the link itself has the same size.
    this.headline = page.locator('main h2.nhsuk-heading-m').first();
    this.attempts = this.main.locator('li.app-card');
    this.code = page.getByRole('textbox', { name: 'Match code' });
    this.letIn = page.getByRole('button', { name: 'Let them in' });
    this.cancel = page.getByRole('button', { name: 'Cancel link' });
    this.again = page.getByRole('button', { name: 'Generate a new link' });
    this.countdown = page.getByRole('timer');
    this.lost = page.getByText('The connection was lost. This page tries again by itself; what you see may be out of date.');
    this.notTested = page.getByText('Not tested yet: ask the user to press Test your authenticator.');
    this.tested = page.getByText(/^Tested /);
    this.remove = page.getByRole('link', { name: 'Remove this authenticator' });
    this.errors = new ErrorSummary(page);
  }

  async says(headline: keyof typeof HEADLINES): Promise<void> {
    await expect(this.headline).toHaveText(HEADLINES[headline]);
  }

  /** The part of the page from which screen readers announce these words. */
  announced(words: string): Locator {
    return this.main.locator('[role=status], [aria-live=polite]').filter({ hasText: words });
  }

  /** Types a match code that the user reads out, and sends it. */
  async type(code: string): Promise<void> {
    await this.code.fill(code);
    await this.letIn.click();
  }

  /** All words of the page, without the countdown and without the words that are only for screen readers. */
  async words(): Promise<string> {
    const words = await this.main.evaluate((main) => {
      const copy = main.cloneNode(true) as HTMLElement;
      for (const part of copy.querySelectorAll('[role=timer], .nhsuk-u-visually-hidden, script')) part.remove();
      return copy.textContent;
    });
    // Remove spaces, because the server writes a space into an empty paragraph and the browser does not.
    return words.replaceAll(/\s/g, '');
  }
}
