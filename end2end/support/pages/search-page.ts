import { type Locator, type Page, expect } from '@playwright/test';
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
  /** The one field that takes whatever an agent has. */
  readonly anything: Locator;
  /** What opens the form with a field for each detail. */
  readonly details: Locator;
  readonly id: Locator;
  readonly email: Locator;
  readonly firstName: Locator;
  readonly lastName: Locator;
  readonly born: readonly [Locator, Locator, Locator];
  /** The buttons of the one field, and of the form with the details. */
  readonly button: Locator;
  readonly byDetails: Locator;
  readonly found: Locator;
  readonly rows: Locator;
  readonly errors: ErrorSummary;

  constructor(readonly page: Page) {
    this.anything = page.getByRole('search').getByRole('textbox');
    this.details = page.getByText('Search by name, date of birth, UUID or email address');
    this.id = page.getByLabel('UUID', { exact: true });
    this.email = page.getByLabel('Email address', { exact: true });
    this.firstName = page.getByLabel('First name');
    this.lastName = page.getByLabel('Last name');
    const part = (name: string): Locator => page.getByRole('group', { name: 'Date of birth' }).getByLabel(name);
    this.born = [part('Day'), part('Month'), part('Year')];
    this.button = page.getByRole('search').getByRole('button', { name: 'Search' });
    this.byDetails = page.getByRole('button', { name: 'Search by these details' });
    this.found = page.getByRole('heading', { level: 2, name: /found$/ });
    this.rows = page.getByRole('table', { name: 'Users who match your search' }).locator('tbody').getByRole('row');
    this.errors = new ErrorSummary(page);
  }

  async open(): Promise<void> {
    await this.page.goto('/find');
  }

  /** Types into the one field and presses Enter. */
  async find(anything: string): Promise<void> {
    await expect(this.button).toBeEnabled();
    await this.anything.fill(anything);
    await this.anything.press('Enter');
  }

  /** Opens the form with the details, unless it is open. */
  async openDetails(): Promise<void> {
    if (!(await this.firstName.isVisible())) await this.details.click();
    await expect(this.firstName).toBeVisible();
  }

  /** Fills in the whole form with the details and sends it. */
  async search(wanted: Search): Promise<void> {
    const [day, month, year] = wanted.born ?? ['', '', ''];
    await this.openDetails();
    await this.id.fill(wanted.id ?? '');
    await this.email.fill(wanted.email ?? '');
    await this.firstName.fill(wanted.firstName ?? '');
    await this.lastName.fill(wanted.lastName ?? '');
    await this.born[0].fill(day);
    await this.born[1].fill(month);
    await this.born[2].fill(year);
    await this.byDetails.click();
  }

  /** The row of the user with this unique user ID. */
  row(id: string): Locator {
    return this.rows.filter({ hasText: id });
  }

  async viewProfile(id: string): Promise<void> {
    await this.row(id).getByRole('link', { name: 'View profile' }).click();
  }
}
