// The words of a page or an e-mail: none of those that were decided against (plain-words.json), no dots in place of words, and
// every date in the one form. What people typed is left out: names of people have `translate="no"` on the pages.
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';

interface Banned {
  readonly not: string;
  readonly but: string;
}

const BANNED = JSON.parse(readFileSync(new URL('../plain-words.json', import.meta.url), 'utf8')) as Banned[];

/** What is wrong in the words of a page: in its text, also where it is folded up, in its title, and in what is only read out. */
export async function words(page: Page): Promise<string[]> {
  return [...new Set((await page.evaluate(read)).flatMap(faults))];
}

/** What is wrong in a text. */
export function faults(text: string): string[] {
  const plain = ` ${text.toLowerCase().match(/[\p{L}\p{N}'’-]+/gu)?.join(' ') ?? ''} `;
  const found = BANNED.filter((banned) => plain.includes(` ${banned.not} `)).map(({ not, but }) => `“${not}”: ${but}`);
  if (/…|\.\.\./.test(text)) found.push('an ellipsis: screen readers read out the dots');
  if (/\d{4},? \d{1,2}[:.]\d\d/.test(text)) found.push('a date: 25 November 2026 at 7:14pm');
  return found.map((fault) => `${fault}: ${text.trim().replaceAll(/\s+/g, ' ')}`);
}

/** Every text of the page, one for each element that begins a line. */
function read(): string[] {
  const untouched = 'script, style, noscript, template, svg, [translate=no]';
  const begins = 'p, li, dt, dd, td, th, h1, h2, h3, h4, label, legend, button, summary, caption, div, body';
  const texts = new Map<Element, string>();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode() !== null) {
    const { parentElement: parent, textContent } = walker.currentNode;
    if (parent === null || parent.closest(untouched) !== null) continue;
    if (!parent.checkVisibility() && parent.closest('details:not([open])') === null) continue;
    const line = parent.closest(begins) ?? document.body;
    texts.set(line, (texts.get(line) ?? '') + textContent);
  }
  const attributes = ['aria-label', 'aria-description', 'aria-roledescription', 'aria-valuetext', 'alt', 'placeholder', 'title'];
  const named = attributes.flatMap((name) => [...document.querySelectorAll(`[${name}]`)].map((one) => one.getAttribute(name) ?? ''));
  return [document.title, ...texts.values(), ...named];
}
