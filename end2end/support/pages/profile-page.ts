import { type Locator, type Page, expect } from '@playwright/test';

/** A user's profile, with its tabs. */
export class ProfilePage {
  readonly heading: Locator;
  readonly tabs: Locator;
  readonly issue: Locator;
  readonly cards: Locator;
  /** What opens the list of the removed authenticators. */
  readonly removed: Locator;
  readonly openLink: Locator;
  readonly success: Locator;
  /** The entries of the history. */
  readonly entries: Locator;
  readonly newer: Locator;
  readonly older: Locator;

  constructor(readonly page: Page) {
    this.heading = page.getByRole('heading', { level: 1 });
    this.tabs = page.getByRole('navigation', { name: 'Profile' });
    this.issue = page.getByRole('button', { name: 'Issue other authenticator' });
    this.cards = page.locator('li.app-card');
    this.removed = page.getByText(/^Removed authenticators/);
    this.openLink = page.getByRole('link', { name: 'Go to this link' });
    this.success = page.getByRole('alert', { name: 'Success' });
    this.entries = page.locator('.app-history__entry');
    const pages = page.getByRole('navigation', { name: 'Pagination' });
    this.newer = pages.getByRole('link', { name: 'Newer' });
    this.older = pages.getByRole('link', { name: 'Older' });
  }

  async open(id: string, tab: '' | 'authenticators' | 'roles' | 'history' = '', query = ''): Promise<void> {
    await this.page.goto(`/users/${id}${tab && `/${tab}`}${query}`);
  }

  async openTab(name: 'Details' | 'Authenticators' | 'Roles' | 'History'): Promise<void> {
    await this.tabs.getByRole('link', { name }).click();
    await expect(this.page.getByRole('heading', { level: 2, name })).toBeVisible();
    await expect(this.tabs.getByRole('link', { name })).toHaveAttribute('aria-current', 'page');
  }

  /** The value beside a term of the profile. */
  fact(term: string | RegExp, within: Locator = this.page.getByRole('main')): Locator {
    return within.locator('.nhsuk-summary-list__row').filter({ has: this.page.getByText(term, { exact: true }) }).locator('dd');
  }

  remove(card: Locator): Locator {
    return card.getByRole('link', { name: /^Remove/ });
  }
}
