import { type Locator, type Page, expect } from '@playwright/test';
import { type Kind, PASSKEY } from '../kinds';
import { TestPanel } from './test-panel';

/** The page of a registration link. */
export class RegistrationPage {
  readonly heading: Locator;
  readonly main: Locator;
  readonly continue: Locator;
  /** The choice of a device, on a Windows computer with Windows Hello. */
  readonly continueHere: Locator;
  readonly phoneOrTablet: Locator;
  readonly thisComputer: Locator;
  readonly create: Locator;
  readonly tryAgain: Locator;
  /** The quiet way out of a dialogue of the browser that does not end. */
  readonly startAgain: Locator;
  /** The buttons of a page that tells the user to open the link elsewhere. */
  readonly copyLink: Locator;
  readonly anyway: Locator;
  /** The match code as it is displayed. Screen readers have another text. */
  readonly matchCode: Locator;
  readonly typedIt: Locator;
  readonly test: TestPanel;

  constructor(
    readonly page: Page,
    readonly kind: Kind = PASSKEY,
  ) {
    this.heading = page.getByRole('heading', { level: 1 });
    this.main = page.getByRole('main');
    this.continue = page.getByRole('button', { name: 'Continue', exact: true });
    this.continueHere = page.getByRole('button', { name: 'Continue on this computer' });
    this.phoneOrTablet = page.getByRole('button', { name: 'Use a phone or tablet instead' });
    this.thisComputer = page.getByRole('button', { name: 'Use this computer instead' });
    this.create = page.getByRole('button', { name: kind.create });
    this.tryAgain = page.getByRole('button', { name: 'Try again' });
    this.startAgain = page.getByRole('button', { name: 'Start again' });
    this.copyLink = page.getByRole('button', { name: 'Copy link' });
    this.anyway = page.getByRole('button', { name: 'Continue in this app anyway' });
    this.matchCode = page.locator('.app-match-code [aria-hidden]');
    this.typedIt = page.getByRole('button', { name: 'My RA agent has entered the code' });
    this.test = new TestPanel(page);
  }

  /** Opens a link in this tab, as if it was tapped in a message. */
  async open(link: string): Promise<void> {
    await this.page.goto(link);
  }

  /** Lets the user wait so long that the page offers to ask whether the agent has entered the code. Needs `installClock`. */
  async waitLong(): Promise<void> {
    await this.page.clock.fastForward('00:20');
  }

  /** Opens a link that needs a match code, and presses *Continue*. Returns the code that the user then reads out. */
  async askForCode(link: string): Promise<string> {
    await this.open(link);
    await this.continue.click();
    await this.says('Read this code out to your RA agent');
    return (await this.matchCode.innerText()).trim();
  }

  /** Opens a link and presses *Continue*. Only the last tap is left then. */
  async join(link: string): Promise<void> {
    await this.open(link);
    await this.continue.click();
    await this.says(this.kind.ready);
  }

  /** Registers an authenticator: does everything from opening the link to *Registration successful*. */
  async register(link: string): Promise<void> {
    await this.join(link);
    await this.finish();
  }

  /** Does the last tap. */
  async finish(): Promise<void> {
    await this.create.click();
    await this.says('Registration successful');
  }

  /** Presses *Try again*, and then registers the authenticator. */
  async finishAgain(): Promise<void> {
    await this.tryAgain.click();
    await this.says(this.kind.ready);
    await this.finish();
  }

  /** Expects this heading. Each step and each problem has another heading. */
  async says(heading: string): Promise<void> {
    await expect(this.heading).toHaveText(heading);
  }

  /** Presses *Copy link*, and returns the clipboard's text. `sameDevice`: the link is for another browser on this device. */
  async copiedLink({ sameDevice } = { sameDevice: false }): Promise<string> {
    await this.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await this.copyLink.click();
    const next = sameDevice ? 'Open your browser and paste it into the address bar.' : 'Send it to yourself and open it on the other device.';
    await expect(this.page.getByRole('status').filter({ hasText: 'copied' })).toHaveText(`Link copied. ${next}`);
    return this.page.evaluate(() => navigator.clipboard.readText());
  }
}
