import type { Locator, Page } from '@playwright/test';
import { ErrorSummary } from './error-summary';

/** The page that says what the user loses when an authenticator is removed. */
export class RemovePage {
  readonly heading: Locator;
  readonly box: Locator;
  readonly note: Locator;
  readonly cancel: Locator;
  readonly button: Locator;
  readonly lastOne: Locator;
  readonly errors: ErrorSummary;

  constructor(readonly page: Page) {
    this.heading = page.getByRole('heading', { level: 1 });
    this.box = page.getByRole('checkbox', { name: 'I confirm that I want to remove this authenticator' });
    this.note = page.getByLabel('Note (optional)');
    this.cancel = page.getByRole('link', { name: 'Cancel' });
    this.button = page.getByRole('button', { name: 'Remove authenticator' });
    this.lastOne = page.getByRole('heading', { name: 'This is the user’s only authenticator' });
    this.errors = new ErrorSummary(page);
  }

  reason(label: string): Locator {
    return this.page.getByRole('radio', { name: label });
  }

  /** Chooses a reason and selects the box. */
  async fill(reason = 'Lost or stolen'): Promise<void> {
    await this.reason(reason).check();
    await this.box.check();
  }
}
