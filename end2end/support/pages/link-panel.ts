import { type Locator, type Page, expect } from '@playwright/test';
import { ErrorSummary } from './error-summary';

/** The headlines of the panel. */
export const HEADLINES = {
  waiting: 'Waiting for the user to open the link',
  opened: 'The link was opened',
  begun: 'The user has opened the link',
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
  /** The browsers: those that began, or the one in which the link was only opened. */
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
    // The only heading of its size before the one of the link itself.
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

  /** Where a screen reader hears of this. */
  announced(words: string): Locator {
    return this.main.locator('[role=status], [aria-live=polite]').filter({ hasText: words });
  }

  /** Types a code that the user reads out. */
  async type(code: string): Promise<void> {
    await this.code.fill(code);
    await this.letIn.click();
  }

  /** All that the page says, without the seconds that run down and what only screen readers are told. */
  async words(): Promise<string> {
    const words = await this.main.evaluate((main) => {
      const copy = main.cloneNode(true) as HTMLElement;
      for (const part of copy.querySelectorAll('[role=timer], .nhsuk-u-visually-hidden, script')) part.remove();
      return copy.textContent;
    });
    // Where a paragraph is empty, the server writes a space and the browser does not.
    return words.replaceAll(/\s/g, '');
  }
}
