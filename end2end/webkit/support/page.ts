// What a person does in WebKitGTK.
import type { Browser } from '../../support/webdriver/browser';
import { Page } from '../../support/webdriver/page';
import type { Authenticator } from './authenticator';
import type { Gate } from './gate';

/** What the script below adds to the window of a page. */
interface Watched {
  uncaught?: string[];
}

export class WebKitPage extends Page {
  private readonly uncaught: string[] = [];

  constructor(
    browser: Browser,
    private readonly gate: Gate,
    /** The authenticator, which is put into each page. Without one, the page finds what WebKitGTK itself has: no WebAuthn. */
    private readonly authenticator?: Authenticator,
  ) {
    super(browser, gate.origin);
  }

  override async goto(address: string): Promise<void> {
    await this.exceptions();
    const hold = this.gate.hold();
    try {
      await super.goto(address);
      await hold.asked;
      await this.watch();
      await this.authenticator?.enter();
    } finally {
      hold.release();
    }
  }

  /** Presses the button that opens the browser's dialogue, and the person does there what the authenticator asks for. */
  async tap(name: string): Promise<void> {
    await this.press(name);
    await this.authenticator?.respond();
  }

  /** Exceptions in the pages so far that were not caught, such as a panic of the WASM. */
  async exceptions(): Promise<readonly string[]> {
    const found = await this.browser.driver.executeScript<string[]>(() => (window as Watched).uncaught?.splice(0) ?? []);
    this.uncaught.push(...found);
    return this.uncaught;
  }

  /** Notes exceptions from now on. WebKitGTK writes no console of its pages to its log when a driver drives it. */
  private async watch(): Promise<void> {
    await this.browser.driver.executeScript(() => {
      const uncaught: string[] = [];
      Object.assign(window, { uncaught });
      addEventListener('error', ({ message }) => uncaught.push(message));
      addEventListener('unhandledrejection', ({ reason }) => uncaught.push(`${reason}`));
    });
  }
}
