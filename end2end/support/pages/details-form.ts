import { type Locator, type Page, expect } from '@playwright/test';
import { ErrorSummary } from './error-summary';

/** What is typed about a person. */
export interface Details {
  readonly firstName?: string;
  readonly lastName?: string;
  readonly email?: string;
  readonly born?: readonly [string, string, string];
  /** The words of the list. */
  readonly organisation?: string;
}

/** *Create a user* and *Change details*, which have the same fields. */
export class DetailsForm {
  readonly firstName: Locator;
  readonly lastName: Locator;
  readonly email: Locator;
  readonly day: Locator;
  readonly organisation: Locator;
  readonly reason: Locator;
  readonly create: Locator;
  readonly change: Locator;
  readonly someoneElse: Locator;
  readonly back: Locator;
  /** The rows of the likely duplicates. */
  readonly likely: Locator;
  readonly errors: ErrorSummary;

  constructor(readonly page: Page) {
    this.firstName = page.getByLabel('First name');
    this.lastName = page.getByLabel('Last name');
    this.email = page.getByLabel('Email address');
    this.day = page.getByLabel('Day');
    this.organisation = page.getByLabel('Organisation');
    this.reason = page.getByLabel('Reason for the change');
    this.create = page.getByRole('button', { name: 'Create user', exact: true });
    this.change = page.getByRole('button', { name: 'Change details', exact: true });
    this.someoneElse = page.getByRole('button', { name: 'This is someone else: create user' });
    this.back = page.getByRole('button', { name: 'Go back to the form' });
    this.likely = page.getByRole('table', { name: 'Users who may be the same person' }).locator('tbody').getByRole('row');
    this.errors = new ErrorSummary(page);
  }

  /** Opens *Create a user*. */
  async open(): Promise<void> {
    await this.page.goto('/create-user');
    await expect(this.create).toBeEnabled();
  }

  /** Opens *Change details* of a user. */
  async openFor(id: string): Promise<void> {
    await this.page.goto(`/users/${id}/change`);
    await expect(this.change).toBeEnabled();
  }

  async fill({ firstName, lastName, email, born, organisation }: Details): Promise<void> {
    if (firstName !== undefined) await this.firstName.fill(firstName);
    if (lastName !== undefined) await this.lastName.fill(lastName);
    if (born !== undefined) {
      const [day, month, year] = born;
      await this.day.fill(day);
      await this.page.getByLabel('Month').fill(month);
      await this.page.getByLabel('Year').fill(year);
    }
    if (email !== undefined) await this.email.fill(email);
    if (organisation !== undefined) await this.organisation.selectOption(organisation);
  }
}
