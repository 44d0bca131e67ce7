// A screen reader in software (@guidepup/virtual-screen-reader), put into a page: what it says when a person reads the page from top
// to bottom, and what it says by itself, because a live region changed or the focus moved.
import { fileURLToPath } from 'node:url';
import { type Page, expect } from '@playwright/test';
import { buildSync } from 'esbuild';
import type { virtual as Virtual } from '@guidepup/virtual-screen-reader';
import type { Person } from './database';

declare const screenReader: { readonly virtual: typeof Virtual };

const ENTRY = fileURLToPath(import.meta.resolve('@guidepup/virtual-screen-reader'));
/**
 * What people do not hear: where something ends, paragraphs, and what is in <noscript>, which no browser shows while scripts run.
 */
const NOISE = /^(end of .*|paragraph|<.*)$/;
/** More phrases than any page has. */
const MOST = 1000;

let bundle: string | undefined;

/** The screen reader as one script, which leaves the global variable `screenReader`. */
function script(): string {
  bundle ??= buildSync({
    entryPoints: [ENTRY],
    bundle: true,
    format: 'iife',
    globalName: 'screenReader',
    platform: 'browser',
    write: false,
  }).outputFiles[0]?.text;
  return `${bundle}; globalThis.screenReader = screenReader;`;
}

export class ScreenReader {
  private readonly lines: string[] = [];

  constructor(
    private readonly page: Page,
    /** The user whom the page is about. Every run has another one, so the transcript has other words instead. */
    private readonly user: Person,
  ) {}

  /** Notes what was said by itself since the last step, then what the page says: the first time all of it, later its main part. */
  async step(name: string): Promise<void> {
    const heard = await this.heard();
    const page = await this.read();
    const main = this.lines.length === 0 ? page : page.slice(page.indexOf('main') + 1, page.indexOf('end of main'));
    const said = [...heard.map((phrase) => `(by itself) ${phrase}`), ...main];
    this.lines.push(`== ${name}`, ...said.filter((phrase) => !NOISE.test(phrase)), '');
  }

  /** Does something, and waits until the screen reader has said something about it by itself. */
  async hears(action: () => Promise<void>): Promise<void> {
    const before = (await this.heard()).length;
    await action();
    await expect.poll(async () => (await this.heard()).length).toBeGreaterThan(before);
  }

  /** All steps, without what is different in every run. */
  transcript(): string {
    return this.lines.map((line) => this.plain(line)).join('\n');
  }

  private async heard(): Promise<string[]> {
    if (!(await this.page.evaluate(() => 'screenReader' in globalThis))) return [];
    const phrases = await this.page.evaluate(async () => {
      // The screen reader hears of a change after the change, in a task of its own.
      await new Promise((next) => setTimeout(next));
      return screenReader.virtual.spokenPhraseLog();
    });
    // A region that becomes empty is not announced.
    const said = phrases.filter((phrase) => !/^(polite|assertive): $/.test(phrase));
    return said.filter((phrase, at) => phrase !== said[at - 1]);
  }

  /** Reads the page. Afterwards, the screen reader only listens. */
  private async read(): Promise<string[]> {
    if (!(await this.page.evaluate(() => 'screenReader' in globalThis))) await this.page.evaluate(script());
    return this.page.evaluate(async (most) => {
      const { virtual } = screenReader;
      const focused = document.activeElement;
      await virtual.stop();
      await virtual.start({ container: document.body });
      while ((await virtual.lastSpokenPhrase()) !== 'end of document' && (await virtual.spokenPhraseLog()).length < most) await virtual.next();
      const phrases = await virtual.spokenPhraseLog();
      // Reading moves the focus, as with every screen reader. Put it back, so that the next step begins where the person was.
      if (focused instanceof HTMLElement) focused.focus();
      await virtual.clearSpokenPhraseLog();
      return phrases;
    }, MOST);
  }

  private plain(phrase: string): string {
    return phrase
      .replaceAll(this.user.name, 'Sarah Jones')
      .replaceAll(this.user.id, '555200000000')
      .replaceAll(this.user.email, 'sarah.jones@riverside.example')
      .replaceAll(/\/register#[\w-]+/g, '/register#…')
      .replaceAll(/localhost:\d+/g, 'localhost')
      .replaceAll(/\b\d{1,2} (January|February|March|April|May|June|July|August|September|October|November|December) \d{4}/g, '25 November 2026')
      .replaceAll(/(25 November 2026 at )?(?<!\d)\d{1,2}:\d\d[ap]m( today)?/g, '7:14pm today')
      .replaceAll(/\b\d{1,2}:\d\d\b/g, '59:00')
      .replaceAll(/\b\d( ?\d){5}\b/g, '123456')
      .replaceAll(/\b\d(, \d){5}\b/g, '1, 2, 3, 4, 5, 6');
  }
}
