import { type Locator, type Page, expect } from '@playwright/test';
import { type Kind, PASSKEY } from '../kinds';
import { ErrorSummary } from './error-summary';

/** *Issue other authenticator*: a page with the choice of the kind, and a page with the instructions and then the link. */
export class IssuePages {
  readonly continue: Locator;
  readonly video: Locator;
  readonly faceToFace: Locator;
  readonly generate: Locator;
  readonly link: Locator;
  readonly copy: Locator;
  readonly email: Locator;
  /** What the page says after the link was copied, and after it was sent by e-mail. */
  readonly copied: Locator;
  readonly emailed: Locator;
  readonly life: Locator;
  readonly qrCode: Locator;
  readonly errors: ErrorSummary;

  constructor(readonly page: Page) {
    this.continue = page.getByRole('button', { name: 'Continue' });
    this.video = page.getByRole('radio', { name: 'Video call' });
    this.faceToFace = page.getByRole('radio', { name: 'Face to face' });
    this.generate = page.getByRole('button', { name: 'Generate link' });
    this.link = page.locator('#registration-link');
    this.copy = page.getByRole('button', { name: 'Copy link' });
    this.email = page.getByRole('button', { name: 'Email link' });
    const said = page.getByRole('region', { name: 'Registration link' }).getByRole('status');
    this.copied = said.first();
    this.emailed = said.nth(1);
    this.life = page.getByLabel('How long should the link work?');
    this.qrCode = page.getByRole('img', { name: 'QR code of the registration link' });
    this.errors = new ErrorSummary(page);
  }

  /** Opens the page with the instructions for a kind. */
  async open(id: string, { slug }: Kind = PASSKEY): Promise<void> {
    await this.page.goto(`/users/${id}/authenticators/issue/${slug}`);
  }

  kind({ label }: Kind): Locator {
    return this.page.getByRole('radio', { name: label });
  }

  async choose(kind: Kind): Promise<void> {
    await this.kind(kind).check();
    await this.continue.click();
    await expect(this.page.getByRole('heading', { level: 1 })).toContainText(kind.issue);
  }

  /** Generates the link: for a video call, unless `faceToFace` is set. */
  async generateLink({ faceToFace } = { faceToFace: false }): Promise<string> {
    await (faceToFace ? this.faceToFace : this.video).check();
    await this.generate.click();
    await expect(this.link).toBeVisible();
    return this.link.innerText();
  }
}
