import { type Locator, type Page, expect } from '@playwright/test';

/** The live panel of a registration link. */
export class LinkPanel {
  readonly headline: Locator;
  readonly attempts: Locator;
  readonly code: Locator;
  readonly letIn: Locator;
  readonly cancel: Locator;
  readonly again: Locator;
  readonly countdown: Locator;

  constructor(readonly page: Page) {
    this.headline = page.locator('[role=status] > h2');
    this.attempts = page.getByRole('main').locator('.app-card');
    this.code = page.getByRole('textbox', { name: 'Match code' });
    this.letIn = page.getByRole('button', { name: 'Let them in' });
    this.cancel = page.getByRole('button', { name: 'Cancel link' });
    this.again = page.getByRole('button', { name: 'Generate a new link' });
    this.countdown = page.locator('.app-countdown');
  }

  async says(words: string): Promise<void> {
    await expect(this.headline).toHaveText(words);
  }

  /** Types a code that the user reads out. */
  async type(code: string): Promise<void> {
    await this.code.fill(code);
    await this.letIn.click();
  }
}
