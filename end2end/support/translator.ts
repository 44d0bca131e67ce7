// What a browser's translator and browser extensions do to a page. They change the nodes under the application, before it starts
// and later.
import type { Page } from '@playwright/test';

/**
 * How a translator puts its elements into a page. Chrome replaces each text node by a new one within two `<font>` elements. Other
 * translators keep the node, and put the elements around it.
 */
export type Translator = 'replaces the text' | 'wraps the text';

/** When somebody else changes the page: before the application has started, or when it runs already. */
export type Moment = 'before the application starts' | 'while it runs';

/** Translates a page from now on: all that is there, and all that comes. (The words stay the same, so that tests can read them.) */
function translate(translator: Translator): void {
  const untouched = 'script, style, noscript, textarea, option, svg, font, [translate=no]';
  const all = (): void => {
    if (document.body === null) return;
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const texts: Text[] = [];
    while (walker.nextNode() !== null) texts.push(walker.currentNode as Text);
    for (const text of texts) {
      if (text.data.trim() === '' || text.parentElement?.closest(untouched) !== null) continue;
      const [outer, inner] = [document.createElement('font'), document.createElement('font')];
      outer.append(inner);
      text.replaceWith(outer);
      inner.append(translator === 'wraps the text' ? text : text.data);
    }
  };
  new MutationObserver(all).observe(document, { childList: true, characterData: true, subtree: true });
  all();
}

/** Does what extensions do, once: to the document, to its head, and to each field. */
function extend(): void {
  document.documentElement.setAttribute('data-darkreader-mode', 'dynamic');
  document.head.prepend(Object.assign(document.createElement('style'), { className: 'darkreader' }));
  document.body.setAttribute('data-new-gr-c-s-check-loaded', '14.1');
  document.body.prepend(document.createElement('lastpass-banner'));
  document.body.append(document.createElement('grammarly-desktop-integration'));
  for (const field of document.querySelectorAll('input')) {
    field.setAttribute('data-lpignore', 'false');
    field.setAttribute('autocomplete', 'off');
    const icon = document.createElement('div');
    icon.setAttribute('data-lastpass-icon-root', '');
    field.after(icon);
  }
}

/** Translates every document that a page loads. */
export async function translated(page: Page, translator: Translator, moment: Moment): Promise<void> {
  const change = `(${translate})(${JSON.stringify(translator)})`;
  await page.addInitScript({ content: moment === 'before the application starts' ? change : onceItRuns(change) });
}

/** Changes every document that a page loads as extensions do. */
export async function extended(page: Page, moment: Moment): Promise<void> {
  const change = `(${extend})()`;
  const parsed = `document.addEventListener('DOMContentLoaded', () => { ${change} })`;
  await page.addInitScript({ content: moment === 'before the application starts' ? parsed : onceItRuns(change) });
}

/** A button that works shows that the application runs. */
function onceItRuns(change: string): string {
  return `(function look() {
    const runs = document.readyState === 'complete' && document.querySelector('main button:not([disabled])') !== null;
    if (runs) { ${change} } else { requestAnimationFrame(look); }
  })()`;
}
