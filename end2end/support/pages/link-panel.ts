import { type Locator, type Page, expect } from '@playwright/test';

/** The headlines of the panel, or how they end. */
export const HEADLINES = {
  waiting: 'Waiting for the user to open the link',
  opened: 'The link has been opened. Waiting for the user to select Continue',
  code: 'Enter the match code',
  ready: 'Ask the user to select Create passkey',
  prompted: 'The user is being asked to confirm',
  failed: 'It did not work: see below',
  registered: ' registered',
  cancelled: 'This link was cancelled',
  wrongCodes: 'Link cancelled: 3 wrong match codes were entered',
  replaced: 'This link was replaced by a newer one',
  expired: 'This link has expired',
  mayFinish: 'This link has expired, but the user started in time and can still finish',
  locked: 'This link is locked because there were too many attempts. Generate a new link and send it a different way',
} as const;

/** The live panel of a registration link. */
export class LinkPanel {
  readonly main: Locator;
  readonly headline: Locator;
  /** The browsers: those that joined, or the one in which the page of the link was only visited. */
  readonly attempts: Locator;
  readonly code: Locator;
  readonly letIn: Locator;
  /** What is wrong with the code. */
  readonly error: Locator;
  readonly cancel: Locator;
  readonly yes: Locator;
  readonly keep: Locator;
  /** Leads to the page that generates a link: while this one is open, and after it has ended. */
  readonly replace: Locator;
  readonly another: Locator;
  readonly countdown: Locator;
  readonly lost: Locator;
  readonly notTested: Locator;
  readonly tested: Locator;
  /** The green panel. */
  readonly success: Locator;
  readonly findAnother: Locator;
  readonly viewProfile: Locator;
  /** What the agent can say to the user. */
  readonly say: Locator;
  /** What the header says. */
  readonly badge: Locator;
  /** Devices that were not let in, folded. */
  readonly others: Locator;

  constructor(readonly page: Page) {
    this.main = page.getByRole('main');
    // The first heading of this size. Only the heading above the link itself has the same size.
    this.headline = page.locator('main h2.nhsuk-heading-m').first();
    this.attempts = this.main.locator('li.app-card');
    this.code = page.getByRole('textbox', { name: 'Match code' });
    this.letIn = page.getByRole('button', { name: 'Confirm code' });
    this.error = page.locator('.nhsuk-error-message');
    this.cancel = page.getByRole('button', { name: 'Cancel link' });
    this.yes = page.getByRole('button', { name: 'Yes, cancel it' });
    this.keep = page.getByRole('button', { name: 'Keep link' });
    this.replace = page.getByRole('link', { name: 'Replace this link' });
    this.another = page.getByRole('button', { name: 'Generate another link' });
    this.countdown = page.getByRole('timer');
    this.lost = page.getByText('Connection lost. We are trying to reconnect. What you see may be out of date.');
    this.notTested = page.getByText('Not tested yet. Ask the user to select “Test your authenticator”.');
    this.tested = page.getByText(/^Tested /);
    this.success = page.locator('.nhsuk-panel');
    this.findAnother = page.getByRole('button', { name: 'Find another user' });
    this.viewProfile = this.main.getByRole('link', { name: /^View .*’s profile$/ });
    this.say = page.locator('.app-say');
    this.badge = page.getByRole('navigation', { name: 'Account' }).locator('.nhsuk-tag');
    this.others = page.locator('details').filter({ hasText: /other devices? ha/ });
  }

  async says(headline: keyof typeof HEADLINES): Promise<void> {
    await expect(this.headline).toHaveText(new RegExp(`${HEADLINES[headline]}$`));
  }

  /** The part of the page from which screen readers announce these words. */
  announced(words: string | RegExp): Locator {
    return this.main.locator('[role=status], [aria-live=polite]').filter({ hasText: words });
  }

  /** Types a match code that the user reads out, and sends it. */
  async type(code: string): Promise<void> {
    await this.code.fill(code);
    await this.letIn.click();
  }

  /** Cancels the link, and confirms it. */
  async cancelLink(): Promise<void> {
    await this.cancel.click();
    await this.yes.click();
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
