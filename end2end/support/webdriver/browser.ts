// A browser that selenium-webdriver drives, because Playwright cannot: Playwright drives only engines that it has patched. Each
// person in a test has a browser of their own.
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { TestInfo } from '@playwright/test';
import type { WebDriver } from 'selenium-webdriver';
import type { DriverService } from 'selenium-webdriver/remote.js';

/** How a browser is started, and what it writes. */
export interface Engine {
  readonly name: string;
  /** The lines of its log that tell of an exception in a page that was not caught, such as a panic of the WASM, if it writes them. */
  readonly uncaught?: RegExp;
  /** Its driver, which keeps everything in this folder and writes to this log. */
  service(folder: string, log: number): DriverService;
  /** Starts the browser. */
  open(service: DriverService): Promise<WebDriver>;
}

export class Browser {
  /** The log, after the browser has ended and its file was deleted. */
  private ended: string[] | undefined;

  private constructor(
    private readonly engine: Engine,
    private readonly folder: string,
    private readonly service: DriverService,
    readonly driver: WebDriver,
  ) {}

  static async start(engine: Engine): Promise<Browser> {
    const folder = mkdtempSync(join(tmpdir(), `cim-${engine.name}-`));
    const log = openSync(logOf(folder), 'w');
    const service = engine.service(folder, log);
    try {
      const driver = await engine.open(service);
      await driver.getSession();
      await driver.manage().setTimeouts({ pageLoad: 30_000, script: 30_000, implicit: 0 });
      return new Browser(engine, folder, service, driver);
    } catch (error) {
      const lines = readFileSync(logOf(folder), 'utf8');
      await service.kill();
      rmSync(folder, { recursive: true, force: true });
      throw new Error(`${error}\n${lines}`);
    } finally {
      // The driver has its own file descriptor for the log.
      closeSync(log);
    }
  }

  /** Attaches what a person saw last to a test that failed: a screenshot of the page, its source and the log. */
  async attachTo(testInfo: TestInfo, who: string): Promise<void> {
    const contents = {
      'screenshot.png': Buffer.from(await this.driver.takeScreenshot(), 'base64'),
      'page.html': await this.driver.getPageSource(),
      'browser.log': this.log().join('\n'),
    };
    for (const [name, content] of Object.entries(contents)) {
      const path = join(this.folder, name);
      writeFileSync(path, content);
      await testInfo.attach(`${who}: ${basename(path)}`, { path });
    }
  }

  /** Exceptions in a page that were not caught, as far as the log tells. */
  uncaught(): string[] {
    return this.log().filter((line) => this.engine.uncaught?.test(line));
  }

  /** Ends the browser and its driver, and deletes their folder. */
  async quit(): Promise<void> {
    await this.driver.quit();
    await this.service.kill();
    this.ended = this.log();
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }

  /** What the driver and the browser wrote, line by line. */
  private log(): string[] {
    return this.ended ?? readFileSync(logOf(this.folder), 'utf8').split('\n');
  }
}

function logOf(folder: string): string {
  return join(folder, 'driver.log');
}
