import { type Locator, type Page, expect } from '@playwright/test';

/** *There is a problem*, at the top of a page whose form was not filled in correctly. */
export class ErrorSummary {
  readonly box: Locator;

  constructor(readonly page: Page) {
    this.box = page.locator('.nhsuk-error-summary').filter({ hasText: 'There is a problem' });
  }

  /** Expects that the summary is shown, has the focus, and contains exactly these messages. */
  async says(...messages: string[]): Promise<void> {
    await expect(this.box.getByRole('listitem')).toHaveText(messages);
    await expect(this.box).toBeFocused();
  }

  /** Follows the link of a message, and expects that the focus is then in this field. */
  async leadsTo(message: string, field: Locator): Promise<void> {
    await this.box.getByRole('link', { name: message }).click();
    await expect(field).toBeFocused();
  }
}
