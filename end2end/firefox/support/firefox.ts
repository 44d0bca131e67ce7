// A Firefox of its own for whoever a test needs, driven through geckodriver by selenium-webdriver: Playwright's own drivers
// know only browsers that Playwright patched, and those have no virtual authenticators.
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { WebDriver } from 'selenium-webdriver';
import { Driver, Options, ServiceBuilder } from 'selenium-webdriver/firefox.js';

const REPOSITORY = resolve(import.meta.dirname, '../../..');
const FIREFOX = process.env['FIREFOX'] ?? '/usr/bin/firefox-esr';
const GECKODRIVER = process.env['GECKODRIVER'] ?? join(REPOSITORY, 'target/tools/bin/geckodriver');

const PREFERENCES = {
  // Without it Firefox takes a virtual authenticator, and then asks nobody.
  'security.webauth.webauthn_enable_softtoken': true,
  'security.webauth.webauthn_enable_usbtoken': false,
  // Firefox's own settings service, out there: tests talk to nobody but their server.
  'services.settings.server': 'data:,#remote-settings-dummy/v1',
} as const;

export class Firefox {
  /** The log, once Firefox has ended and the file is gone. */
  private ended: string[] | undefined;

  private constructor(
    private readonly folder: string,
    readonly driver: WebDriver,
  ) {}

  static async start(): Promise<Firefox> {
    const folder = mkdtempSync(join(tmpdir(), 'cim-firefox-'));
    const log = openSync(logOf(folder), 'w');
    const service = new ServiceBuilder(GECKODRIVER)
      .addArguments('--profile-root', folder)
      // Root's Firefox refuses a home that is somebody else's.
      .setEnvironment({ PATH: process.env['PATH'] ?? '', HOME: folder })
      .setStdio(['ignore', log, log])
      .build();
    const options = new Options().setBinary(FIREFOX).addArguments('-headless');
    for (const [name, value] of Object.entries(PREFERENCES)) options.setPreference(name, value);
    const driver = Driver.createSession(options, service);
    const firefox = new Firefox(folder, driver);
    try {
      await driver.getSession();
      await driver.manage().setTimeouts({ pageLoad: 30_000, script: 10_000, implicit: 0 });
    } catch (error) {
      const lines = firefox.log().join('\n');
      await service.kill();
      rmSync(folder, { recursive: true, force: true });
      throw new Error(`${error}\n${lines}`);
    } finally {
      // geckodriver has its own.
      closeSync(log);
    }
    return firefox;
  }

  /** Files with what the page looks like now, its source, and the log. They go when Firefox does. */
  async evidence(): Promise<string[]> {
    const contents = {
      'screenshot.png': Buffer.from(await this.driver.takeScreenshot(), 'base64'),
      'page.html': await this.driver.getPageSource(),
      'firefox.log': this.log().join('\n'),
    };
    return Object.entries(contents).map(([name, content]) => {
      const file = join(this.folder, name);
      writeFileSync(file, content);
      return file;
    });
  }

  /** Exceptions that nobody caught in a page, such as a panic of the WASM. */
  uncaught(): string[] {
    return this.log().filter((line) => /^JavaScript error: https?:/.test(line));
  }

  /** Ends Firefox and geckodriver, and deletes everything they left. */
  async quit(): Promise<void> {
    await this.driver.quit();
    this.ended = this.log();
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }

  /** What geckodriver and Firefox wrote, line by line. */
  private log(): string[] {
    return this.ended ?? readFileSync(logOf(this.folder), 'utf8').split('\n');
  }
}

function logOf(folder: string): string {
  return join(folder, 'geckodriver.log');
}
