// Starts a Firefox for each person in a test. selenium-webdriver drives it through geckodriver, because Playwright can drive
// only a Firefox that Playwright has patched, and that one has no virtual authenticators.
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { WebDriver } from 'selenium-webdriver';
import { Driver, Options, ServiceBuilder } from 'selenium-webdriver/firefox.js';

const REPOSITORY = resolve(import.meta.dirname, '../../..');
const FIREFOX = process.env['FIREFOX'] ?? '/usr/bin/firefox-esr';
const GECKODRIVER = process.env['GECKODRIVER'] ?? join(REPOSITORY, 'target/tools/bin/geckodriver');

const PREFERENCES = {
  // Without this setting Firefox accepts a virtual authenticator but never uses it.
  'security.webauth.webauthn_enable_softtoken': true,
  'security.webauth.webauthn_enable_usbtoken': false,
  // Turns off Firefox's own settings service on the internet. Tests connect only to their own server.
  'services.settings.server': 'data:,#remote-settings-dummy/v1',
} as const;

export class Firefox {
  /** The log, after Firefox has ended and its file was deleted. */
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
      // If root runs Firefox, it refuses a home folder that belongs to another user.
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
      // geckodriver has its own file descriptor for the log.
      closeSync(log);
    }
    return firefox;
  }

  /** Writes files with a screenshot of the page, its source and the log. They are deleted when Firefox ends. */
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

  /** Exceptions in a page that were not caught, such as a panic of the WASM. */
  uncaught(): string[] {
    return this.log().filter((line) => /^JavaScript error: https?:/.test(line));
  }

  /** Ends Firefox and geckodriver, and deletes their folder. */
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
