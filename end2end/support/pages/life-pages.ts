import { type Locator, type Page, expect } from '@playwright/test';
import { ErrorSummary } from './error-summary';

/** The pages that close and reopen a profile, and suspend and reinstate an authenticator. */
export class LifePages {
  readonly heading: Locator;
  /** On the *Details* tab. */
  readonly toClose: Locator;
  readonly toReopen: Locator;
  /** On the *Authenticators* tab. */
  readonly toSuspend: Locator;
  readonly toReinstate: Locator;
  readonly close: Locator;
  readonly reopen: Locator;
  readonly suspend: Locator;
  readonly reinstate: Locator;
  readonly other: Locator;
  readonly note: Locator;
  readonly why: Locator;
  /** What a closed profile says. */
  readonly closed: Locator;
  readonly errors: ErrorSummary;

  constructor(readonly page: Page) {
    const main = page.getByRole('main');
    this.heading = page.getByRole('heading', { level: 1 });
    // These links look like buttons, and are announced as such.
    this.toClose = main.locator('a').filter({ hasText: 'Close profile' });
    this.toReopen = main.locator('a').filter({ hasText: 'Reopen profile' });
    this.toSuspend = main.getByRole('link', { name: /^Suspend / });
    this.toReinstate = main.getByRole('link', { name: /^Reinstate / });
    this.close = main.locator('button').filter({ hasText: 'Close profile' });
    this.reopen = main.locator('button').filter({ hasText: 'Reopen profile' });
    this.suspend = main.getByRole('button', { name: 'Suspend authenticator' });
    this.reinstate = main.getByRole('button', { name: 'Reinstate authenticator' });
    this.other = page.getByLabel('UUID of the other profile');
    this.note = page.getByLabel('Note (optional)');
    this.why = page.getByRole('textbox', { name: /^Why are you/ });
    this.closed = page.locator('.nhsuk-inset-text').filter({ hasText: 'This profile is closed' });
    this.errors = new ErrorSummary(page);
  }

  reason(label: string): Locator {
    return this.page.getByRole('radio', { name: label });
  }

  /** Closes the profile of the user with this unique user ID, because they have left. */
  async closeProfile(id: string): Promise<void> {
    await this.page.goto(`/users/${id}/close`);
    await this.reason('Left').check();
    await this.close.click();
    await expect(this.closed).toBeVisible();
  }
}
