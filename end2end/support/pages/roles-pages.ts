import type { Locator, Page } from '@playwright/test';
import { ErrorSummary } from './error-summary';

/** The pages about staff roles: the list, granting one, taking one away, and confirming an authenticator for one. */
export class RolesPages {
  readonly heading: Locator;
  readonly rows: Locator;
  /** The roles in the profile of a user. */
  readonly cards: Locator;
  readonly grantOne: Locator;
  readonly place: Locator;
  readonly why: Locator;
  readonly grant: Locator;
  readonly takeAway: Locator;
  readonly checked: Locator;
  readonly confirm: Locator;
  readonly filterRole: Locator;
  readonly filterPlace: Locator;
  readonly show: Locator;
  readonly success: Locator;
  readonly errors: ErrorSummary;

  constructor(readonly page: Page) {
    this.heading = page.getByRole('heading', { level: 1 });
    this.rows = page.getByRole('table').locator('tbody').getByRole('row');
    this.cards = page.locator('li.app-card');
    this.grantOne = page.getByRole('button', { name: 'Grant a role' });
    this.place = page.getByLabel('ODS code of the organisation');
    this.why = page.getByLabel(/^Why /);
    this.grant = page.getByRole('button', { name: 'Grant role' });
    this.takeAway = page.getByRole('button', { name: 'Take away role' });
    this.checked = page.getByRole('checkbox', { name: 'I have checked that this authenticator belongs to the user' });
    this.confirm = page.getByRole('button', { name: 'Confirm authenticator' });
    this.filterRole = page.getByLabel('Role', { exact: true });
    this.filterPlace = page.getByLabel('ODS code of an organisation (optional)');
    this.show = page.getByRole('button', { name: 'Show roles' });
    this.success = page.getByRole('alert', { name: 'Success' });
    this.errors = new ErrorSummary(page);
  }

  role(label: string): Locator {
    return this.page.getByRole('radio', { name: label, exact: true });
  }

  /** Grants a role to a user at an organisation. */
  async grantTo(id: string, role: string, place: string): Promise<void> {
    await this.page.goto(`/users/${id}/roles/grant`);
    await this.role(role).check();
    await this.place.fill(place);
    await this.why.fill('Works at night');
    await this.grant.click();
    await this.success.waitFor();
  }
}
