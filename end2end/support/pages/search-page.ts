import type { Locator, Page } from '@playwright/test';
import { ErrorSummary } from './error-summary';

/** The fields of the search. Fields that are left out stay empty. */
export interface Search {
  readonly id?: string;
  readonly email?: string;
  readonly firstName?: string;
  readonly lastName?: string;
  /** Day, month and year, as typed. */
  readonly born?: readonly [string, string, string];
}

/** *Find an existing user*. */
export class SearchPage {
  readonly id: Locator;
  readonly email: Locator;
  readonly firstName: Locator;
  readonly lastName: Locator;
  readonly born: readonly [Locator, Locator, Locator];
  readonly button: Locator;
  readonly found: Locator;
  readonly rows: Locator;
  readonly errors: ErrorSummary;

  constructor(readonly page: Page) {
    this.id = page.getByLabel('UUID');
    this.email = page.getByLabel('E-mail address');
    this.firstName = page.getByLabel('First name');
    this.lastName = page.getByLabel('Last name');
    const part = (name: string): Locator => page.getByRole('group', { name: 'Date of birth' }).getByLabel(name);
    this.born = [part('Day'), part('Month'), part('Year')];
    this.button = page.getByRole('button', { name: 'Search' });
    this.found = page.getByRole('heading', { level: 2, name: /found$/ });
    this.rows = page.getByRole('table', { name: 'Users found' }).locator('tbody').getByRole('row');
    this.errors = new ErrorSummary(page);
  }

  async open(): Promise<void> {
    await this.page.goto('/');
  }

  /** Fills in the whole form and presses *Search*. */
  async search(wanted: Search): Promise<void> {
    const [day, month, year] = wanted.born ?? ['', '', ''];
    await this.id.fill(wanted.id ?? '');
    await this.email.fill(wanted.email ?? '');
    await this.firstName.fill(wanted.firstName ?? '');
    await this.lastName.fill(wanted.lastName ?? '');
    await this.born[0].fill(day);
    await this.born[1].fill(month);
    await this.born[2].fill(year);
    await this.button.click();
  }

  /** The row of the user with this unique user ID. */
  row(id: string): Locator {
    return this.rows.filter({ hasText: id });
  }

  async viewProfile(id: string): Promise<void> {
    await this.row(id).getByRole('link', { name: 'View profile' }).click();
  }
}
