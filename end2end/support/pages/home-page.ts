import { type Locator, type Page, expect } from '@playwright/test';
import { ErrorSummary } from './error-summary';

/** The heading of the home page. */
export const HOME = 'What do you want to do?';

/** The page after signing in. */
export class HomePage {
  readonly heading: Locator;
  /** The links in the headings of the cards. */
  readonly cards: Locator;
  /** The one field of the card *Find an existing user*, and its button. */
  readonly field: Locator;
  readonly button: Locator;
  /** The open links of the agent. */
  readonly links: Locator;
  readonly noLinks: Locator;
  readonly lost: Locator;
  /** The users who were viewed last. */
  readonly viewed: Locator;
  readonly errors: ErrorSummary;

  constructor(readonly page: Page) {
    const main = page.getByRole('main');
    this.heading = page.getByRole('heading', { level: 1 });
    this.cards = main.locator('.nhsuk-card__link');
    this.field = page.getByRole('search').getByRole('textbox');
    this.button = page.getByRole('search').getByRole('button', { name: 'Search' });
    this.links = main.locator('li.app-card');
    this.noLinks = main.getByText('You have no open links.');
    this.lost = page.getByText('Connection lost. We are trying to reconnect. What you see may be out of date.');
    this.viewed = main.locator('ul.nhsuk-list').getByRole('listitem');
    this.errors = new ErrorSummary(page);
  }

  /** Opens the page, and waits until it is alive. */
  async open(): Promise<void> {
    await this.page.goto('/');
    await expect(this.heading).toHaveText(HOME);
    await expect(this.button).toBeEnabled();
  }

  /** The link for the user with this name. */
  link(name: string): Locator {
    return this.links.filter({ has: this.page.getByRole('heading', { name, exact: true }) });
  }
}
