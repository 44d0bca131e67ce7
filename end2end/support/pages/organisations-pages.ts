import type { Locator, Page } from '@playwright/test';
import { ErrorSummary } from './error-summary';

/** The pages about organisations: the tree, adding, changing, closing and reopening one. */
export class OrganisationsPages {
  readonly heading: Locator;
  readonly rows: Locator;
  readonly addOne: Locator;
  readonly code: Locator;
  readonly name: Locator;
  readonly above: Locator;
  readonly why: Locator;
  readonly add: Locator;
  readonly save: Locator;
  readonly close: Locator;
  readonly reopen: Locator;
  readonly success: Locator;
  readonly errors: ErrorSummary;

  constructor(readonly page: Page) {
    this.heading = page.getByRole('heading', { level: 1 });
    this.rows = page.getByRole('table').locator('tbody').getByRole('row');
    this.addOne = page.getByRole('button', { name: 'Add an organisation' });
    this.code = page.getByLabel('ODS code', { exact: true });
    this.name = page.getByLabel('Name', { exact: true });
    this.above = page.getByLabel('ODS code of the organisation above it');
    this.why = page.getByLabel(/^Why /);
    this.add = page.getByRole('button', { name: 'Add organisation' });
    this.save = page.getByRole('button', { name: 'Save changes' });
    this.close = page.getByRole('button', { name: 'Close organisation' });
    this.reopen = page.getByRole('button', { name: 'Reopen organisation' });
    this.success = page.getByRole('alert', { name: 'Success' });
    this.errors = new ErrorSummary(page);
  }

  row(code: string): Locator {
    return this.rows.filter({ hasText: code });
  }

  /** Goes from the tree to the page on which an organisation is changed. */
  async change(code: string): Promise<void> {
    await this.row(code).getByRole('link', { name: /^Change/ }).click();
    await this.save.waitFor();
  }

  /** Adds an organisation. */
  async addBelow(above: string, code: string, name: string): Promise<void> {
    await this.page.goto('/organisations/add');
    await this.code.fill(code);
    await this.name.fill(name);
    await this.above.fill(above);
    await this.add.click();
    await this.success.waitFor();
  }
}
