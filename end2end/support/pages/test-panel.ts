import { type Locator, type Page, expect } from '@playwright/test';

/** *Test your authenticator*. It is on the page `/test`, and below *Registration successful*. */
export class TestPanel {
  readonly button: Locator;
  readonly worked: Locator;

  constructor(readonly page: Page) {
    this.button = page.getByRole('button', { name: 'Test your authenticator' });
    this.worked = page.getByRole('heading', { level: 1, name: /^(Your passkey|Your security key|Windows Hello) works$/ });
  }

  async open(): Promise<void> {
    await this.page.goto('/test');
  }

  async press(): Promise<void> {
    await this.button.click();
  }

  /** Presses the button, and expects that the test works. */
  async passes(): Promise<void> {
    await this.press();
    await expect(this.worked).toBeVisible();
  }
}
