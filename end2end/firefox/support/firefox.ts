// A Firefox of its own for whoever a test needs, driven through geckodriver by the W3C's WebDriver: Playwright's own
// drivers know only browsers that Playwright patched, and those have no virtual authenticators.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';

const REPOSITORY = resolve(import.meta.dirname, '../../..');
const FIREFOX = process.env['FIREFOX'] ?? '/usr/bin/firefox-esr';
const GECKODRIVER = process.env['GECKODRIVER'] ?? join(REPOSITORY, 'target/tools/bin/geckodriver');

const CAPABILITIES = {
  timeouts: { pageLoad: 30_000, script: 10_000, implicit: 0 },
  'moz:firefoxOptions': {
    args: ['-headless'],
    prefs: {
      // Without it Firefox takes a virtual authenticator, and then asks nobody.
      'security.webauth.webauthn_enable_softtoken': true,
      'security.webauth.webauthn_enable_usbtoken': false,
      // Firefox's own settings service, out there: tests talk to nobody but their server.
      'services.settings.server': 'data:,#remote-settings-dummy/v1',
    },
  },
};

/** The member that holds an element's reference in WebDriver's JSON. */
const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf';

export class Firefox {
  /** What geckodriver and Firefox wrote. */
  readonly log: string[] = [];
  private session = '';

  private constructor(
    private readonly folder: string,
    private readonly driver: ChildProcess,
  ) {}

  static async start(): Promise<Firefox> {
    const folder = mkdtempSync(join(tmpdir(), 'cim-firefox-'));
    // Each geckodriver has one session. Port 0 is one that is free.
    const ports = ['--port', '0', '--websocket-port', '0'];
    const driver = spawn(GECKODRIVER, [...ports, '--binary', FIREFOX, '--profile-root', folder], {
      // Root's Firefox refuses a home that is somebody else's.
      env: { PATH: process.env['PATH'] ?? '', HOME: folder },
      stdio: ['ignore', 'pipe', 'pipe'],
      // A process group, so that Firefox ends with it.
      detached: true,
    });
    const firefox = new Firefox(folder, driver);
    try {
      await firefox.open();
    } catch (error) {
      await firefox.quit();
      throw new Error(`${error}\n${firefox.log.join('\n')}`);
    }
    return firefox;
  }

  /** A command of this session: `command('POST', '/url', { url })`. */
  async command<Value>(method: 'GET' | 'POST' | 'DELETE', path: string, body?: object): Promise<Value> {
    const response = await fetch(`${this.session}${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(60_000),
    });
    const { value } = (await response.json()) as { value: Value };
    if (response.ok) return value;
    const { error, message } = value as { error: string; message: string };
    throw new Error(`${error}: ${message}`);
  }

  /** The first element that an XPath leads to, as the start of its commands' paths. */
  async find(xpath: string): Promise<string> {
    const element = await this.command<Record<string, string>>('POST', '/element', { using: 'xpath', value: xpath });
    return `/element/${element[ELEMENT]}`;
  }

  /** Files with what the page looks like now, its source, and the log. They go when Firefox does. */
  async evidence(): Promise<string[]> {
    const screenshot = Buffer.from(await this.command<string>('GET', '/moz/screenshot/full'), 'base64');
    const contents = {
      'screenshot.png': screenshot,
      'page.html': await this.command<string>('GET', '/source'),
      'firefox.log': this.log.join('\n'),
    };
    return Object.entries(contents).map(([name, content]) => {
      const file = join(this.folder, name);
      writeFileSync(file, content);
      return file;
    });
  }

  /** Exceptions that nobody caught in a page, such as a panic of the WASM. */
  uncaught(): string[] {
    return this.log.filter((line) => /^JavaScript error: https?:/.test(line));
  }

  /** Ends Firefox and geckodriver, and deletes everything they left. */
  async quit(): Promise<void> {
    const { pid } = this.driver;
    if (pid !== undefined && this.driver.exitCode === null) {
      const exited = once(this.driver, 'exit');
      // Whatever it answers, or if it answers nothing: the next line ends both.
      await this.command('DELETE', '').catch(() => {});
      process.kill(-pid, 'SIGKILL');
      await exited;
    }
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }

  private async open(): Promise<void> {
    this.session = await new Promise<string>((listening, failed) => {
      for (const stream of [this.driver.stdout, this.driver.stderr]) {
        if (stream === null) continue;
        createInterface({ input: stream }).on('line', (line) => {
          this.log.push(line);
          const address = /geckodriver\tINFO\tListening on (\S+)$/.exec(line)?.[1];
          if (address !== undefined) listening(`http://${address}`);
        });
      }
      this.driver.once('error', failed);
      this.driver.once('exit', (code) => failed(new Error(`geckodriver ended with ${code}`)));
    });
    const { sessionId } = await this.command<{ sessionId: string }>('POST', '/session', {
      capabilities: { alwaysMatch: CAPABILITIES },
    });
    this.session += `/session/${sessionId}`;
  }
}
