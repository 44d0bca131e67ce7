import { type Locator, type Page, expect } from '@playwright/test';

/** The page behind a registration link. */
export class RegistrationPage {
  readonly heading: Locator;
  readonly continue: Locator;
  readonly create: Locator;
  readonly tryAgain: Locator;

  constructor(readonly page: Page) {
    this.heading = page.getByRole('heading', { level: 1 });
    this.continue = page.getByRole('button', { name: 'Continue' });
    this.create = page.getByRole('button', { name: 'Create passkey' });
    this.tryAgain = page.getByRole('button', { name: 'Try again' });
  }

  /** Opens a link in this tab, as if it had been tapped in a message. */
  async open(link: string): Promise<void> {
    await this.page.goto(link);
  }

  /** Opens a link and presses *Continue*: one tap is left to go. */
  async begin(link: string): Promise<void> {
    await this.open(link);
    await this.continue.click();
    await this.says('Create your passkey');
  }

  /** The whole of it, from the link to *Registration successful*. */
  async register(link: string): Promise<void> {
    await this.begin(link);
    await this.create.click();
    await this.says('Registration successful');
  }

  /** The heading; each step and each problem has its own. */
  async says(heading: string): Promise<void> {
    await expect(this.heading).toHaveText(heading);
  }
}
