import type { Locator, Page } from '@playwright/test';

export class SignInPage {
  readonly button: Locator;

  constructor(readonly page: Page) {
    this.button = page.getByRole('main').getByRole('button', { name: 'Sign in' });
  }

  async open(): Promise<void> {
    await this.page.goto('/sign-in');
  }

  /** Presses the button. The virtual authenticator responds without any other step. */
  async signIn(): Promise<void> {
    await this.button.click();
  }
}
