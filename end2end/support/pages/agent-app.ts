import { type Locator, type Page, expect } from '@playwright/test';
import { HomePage } from './home-page';
import { IssuePages } from './issue-pages';
import { LifePages } from './life-pages';
import { ProfilePage } from './profile-page';
import { RemovePage } from './remove-page';
import { SearchPage } from './search-page';
import { SignInPage } from './sign-in-page';

/** The agents' application: all pages except the registration page. */
export class AgentApp {
  readonly heading: Locator;
  readonly account: Locator;
  readonly signOut: Locator;
  /** What a page says when it cannot show what was requested. */
  readonly problem: Locator;
  readonly signInPage: SignInPage;
  readonly home: HomePage;
  readonly search: SearchPage;
  readonly profile: ProfilePage;
  readonly issue: IssuePages;
  readonly remove: RemovePage;
  readonly life: LifePages;

  constructor(readonly page: Page) {
    this.heading = page.getByRole('heading', { level: 1 });
    this.account = page.getByRole('navigation', { name: 'Account' });
    this.signOut = this.account.getByRole('button', { name: 'Sign out' });
    this.problem = page.getByRole('main').getByRole('alert');
    this.signInPage = new SignInPage(page);
    this.home = new HomePage(page);
    this.search = new SearchPage(page);
    this.profile = new ProfilePage(page);
    this.issue = new IssuePages(page);
    this.remove = new RemovePage(page);
    this.life = new LifePages(page);
  }

  /** Expects that the page says, on top and instead of all else, that the session has ended. */
  async saysThatItIsOver(): Promise<void> {
    const heading = this.heading.filter({ visible: true });
    await expect(heading).toHaveText('You have been signed out');
    await expect(heading).toBeFocused();
    await expect(this.page).toHaveTitle(/^You have been signed out - /);
    await expect(this.account).toHaveCount(0);
    await expect(this.page.getByRole('main').getByRole('link').filter({ visible: true })).toHaveText(['Sign in']);
  }

  /** Goes from a user's profile to the panel of the user's open link. */
  async openLink(id: string): Promise<void> {
    await this.profile.open(id, 'authenticators');
    await this.profile.openLink.click();
    await expect(this.heading).toContainText('Registration link for');
  }

  /** Removes the only authenticator that a user has. */
  async removeAuthenticator(id: string): Promise<void> {
    await this.profile.open(id, 'authenticators');
    await this.profile.remove(this.profile.cards).click();
    await this.remove.fill();
    await this.remove.button.click();
    await expect(this.profile.success).toBeVisible();
  }
}
