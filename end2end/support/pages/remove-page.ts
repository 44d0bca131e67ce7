import type { Locator, Page } from '@playwright/test';
import { ErrorSummary } from './error-summary';

/** The page that says what the user loses when an authenticator is removed. */
export class RemovePage {
  readonly heading: Locator;
  readonly box: Locator;
  readonly button: Locator;
  readonly lastOne: Locator;
  readonly errors: ErrorSummary;

  constructor(readonly page: Page) {
    this.heading = page.getByRole('heading', { level: 1 });
    this.box = page.getByRole('checkbox', { name: 'I want to remove this authenticator' });
    this.button = page.getByRole('button', { name: 'Remove authenticator' });
    this.lastOne = page.getByRole('heading', { name: 'This is the last one' });
    this.errors = new ErrorSummary(page);
  }
}
