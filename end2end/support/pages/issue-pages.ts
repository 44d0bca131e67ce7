import { type Locator, type Page, expect } from '@playwright/test';
import { type Kind, PASSKEY } from '../kinds';
import { ErrorSummary } from './error-summary';

/** *Issue other authenticator*: a page with the choice of the kind, and a page with the instructions and then the link. */
export class IssuePages {
  readonly continue: Locator;
  readonly video: Locator;
  readonly faceToFace: Locator;
  readonly generate: Locator;
  /** The questions about the identity of the user: why an authenticator is issued, and how the identity was checked. */
  readonly why: Locator;
  readonly how: Locator;
  /** What leads to the removal of a stolen authenticator. */
  readonly removeFirst: Locator;
  readonly link: Locator;
  readonly copy: Locator;
  readonly email: Locator;
  /** What the page says after the link was copied, and after it was sent by e-mail. */
  readonly copyMessage: Locator;
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
    this.why = page.getByRole('group', { name: 'Why are you issuing it?' });
    this.how = page.getByRole('group', { name: 'How did you check their identity?' });
    this.removeFirst = page.locator('.nhsuk-inset-text').filter({ hasText: 'Remove the stolen authenticator first' });
    this.link = page.locator('#registration-link');
    this.copy = page.getByRole('button', { name: 'Copy link' });
    this.copyMessage = page.getByRole('button', { name: 'Copy message' });
    this.email = page.getByRole('button', { name: 'Email link' });
    const said = page.getByRole('region', { name: 'Registration link' }).getByRole('status');
    this.copied = said.first();
    this.emailed = said.nth(1);
    this.life = page.getByLabel('How long should the link last?');
    this.qrCode = page.getByRole('img', { name: 'QR code that opens the registration link' });
    this.errors = new ErrorSummary(page);
  }

  /** Opens the page with the instructions for a kind. */
  async open(id: string, { slug }: Kind = PASSKEY): Promise<void> {
    await this.page.goto(`/users/${id}/authenticators/issue/${slug}`);
  }

  /** Opens the instructions, if they are folded because the agent has generated a link for this kind before. */
  async unfold(): Promise<void> {
    const known = this.page.getByText('Instructions', { exact: true });
    if (await known.isVisible()) await known.click();
  }

  kind({ label }: Kind): Locator {
    return this.page.getByRole('radio', { name: label });
  }

  /** Chooses the kind of authenticator and of meeting, and goes on to the instructions. */
  async choose(kind: Kind, { faceToFace } = { faceToFace: false }): Promise<void> {
    await this.kind(kind).check();
    await (faceToFace ? this.faceToFace : this.video).check();
    await this.continue.click();
    await expect(this.page.getByRole('heading', { level: 1 })).toContainText(kind.issue);
  }

  /** States why the authenticator is issued, unless the page knows, and that the agent has seen a passport. */
  async checkIdentity(): Promise<void> {
    await expect(this.generate).toBeEnabled();
    if ((await this.why.locator(':checked').count()) === 0) {
      await this.why.getByRole('radio', { name: 'Another authenticator' }).check();
    }
    await this.how.getByRole('checkbox', { name: 'Passport' }).check();
  }

  /** Generates the link: for a video call, unless `faceToFace` is set, or unless the meeting was chosen before. */
  async generateLink({ faceToFace } = { faceToFace: false }): Promise<string> {
    if (!this.page.url().includes('meeting=')) await (faceToFace ? this.faceToFace : this.video).check();
    await this.checkIdentity();
    await this.generate.click();
    // Face to face, the text of the link is folded, because the user scans the QR code.
    await expect(this.link).toBeAttached();
    return (await this.link.textContent()) ?? '';
  }
}
