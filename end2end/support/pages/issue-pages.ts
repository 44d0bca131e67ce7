import { type Locator, type Page, expect } from '@playwright/test';
import { ErrorSummary } from './error-summary';

/** *Issue other authenticator*: the kind, the instructions, and then the link on the same page. */
export class IssuePages {
  readonly passkey: Locator;
  readonly continue: Locator;
  readonly video: Locator;
  readonly faceToFace: Locator;
  readonly generate: Locator;
  readonly link: Locator;
  readonly copy: Locator;
  readonly copied: Locator;
  readonly errors: ErrorSummary;

  constructor(readonly page: Page) {
    this.passkey = page.getByRole('radio', { name: 'Passkey' });
    this.continue = page.getByRole('button', { name: 'Continue' });
    this.video = page.getByRole('radio', { name: 'Video call' });
    this.faceToFace = page.getByRole('radio', { name: 'Face to face' });
    this.generate = page.getByRole('button', { name: 'Generate link' });
    this.link = page.locator('#registration-link');
    this.copy = page.getByRole('button', { name: 'Copy link' });
    this.copied = page.getByRole('region', { name: 'Registration link' }).getByRole('status');
    this.errors = new ErrorSummary(page);
  }

  /** Opens the instructions for a passkey. */
  async open(id: string): Promise<void> {
    await this.page.goto(`/users/${id}/authenticators/issue/passkey`);
  }

  async choosePasskey(): Promise<void> {
    await this.passkey.check();
    await this.continue.click();
    await expect(this.page.getByRole('heading', { level: 1 })).toContainText('Issue a passkey');
  }

  /** Generates the link for a video call. */
  async generateLink(): Promise<string> {
    await this.video.check();
    await this.generate.click();
    await expect(this.link).toBeVisible();
    return this.link.innerText();
  }
}
