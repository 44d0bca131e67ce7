// The W3C's validator (vnu): each state of a page must be valid HTML.
import { execFile } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Page } from '@playwright/test';

const JAR = fileURLToPath(new URL('../../node_modules/vnu-jar/build/dist/vnu.jar', import.meta.url));

interface Message {
  readonly type: string;
  readonly url: string;
  readonly message: string;
  readonly extract?: string;
}

/** What the validator says of things that we know, and leave as they are. */
const KNOWN = [
  // The NHS writes this in the heading of a warning, so that VoiceOver reads it in one go.
  /^Bad value “text” for attribute “role” on element “span”/,
  // The NHS gives the parts of a table these roles, because on a phone the style sheet makes blocks of them, and browsers then no
  // longer take them for a table.
  /^The “role” attribute must not be used on a “(tr|td|th)” element which has a “table” ancestor/,
  // Leptos marks places in the HTML with empty comments. Only those within <noscript> stay as the server wrote them.
  /^Bogus comment\.$/,
];

/** Pages to be validated. They are validated all at once, because Java takes two seconds to start. */
export class Markup {
  private readonly files: string[] = [];

  private constructor(private readonly folder: string) {}

  /** Keeps the pages in `folder`, which it empties. */
  static async in(folder: string): Promise<Markup> {
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { recursive: true });
    return new Markup(folder);
  }

  /** Keeps the page as it is now. */
  async keep(name: string, page: Page): Promise<void> {
    const file = join(this.folder, `${name}.html`);
    await writeFile(file, await page.content());
    this.files.push(file);
  }

  /** What the validator says of the pages. Its advice ("info") is left out. */
  async faults(): Promise<string[]> {
    const options = ['-jar', JAR, '--stdout', '--format', 'json', '--exit-zero-always', '--skip-non-html'];
    const { stdout } = await promisify(execFile)('java', [...options, ...this.files], { maxBuffer: 64 * 1024 * 1024 });
    const { messages } = JSON.parse(stdout) as { messages: Message[] };
    const faults = messages.filter(({ type, message }) => type !== 'info' && !KNOWN.some((known) => known.test(message)));
    return faults.map(({ url, message, extract = '' }) => `${url.slice(url.lastIndexOf('/') + 1)}: ${message}: ${extract}`);
  }
}
