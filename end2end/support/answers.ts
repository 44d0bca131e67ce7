// Puts other functions in the place of navigator.credentials.create() and get(), as extensions of browsers do.
import type { Page } from '@playwright/test';

/**
 * From the next load of a page on, `answer` takes the place of the function. It runs in the page, so it may use nothing from
 * outside. With `once`, only the first call gets this answer, and later ones go to the browser.
 */
export async function answer(
  page: Page,
  method: 'create' | 'get',
  answer: () => unknown,
  { once = false } = {},
): Promise<void> {
  await page.addInitScript({
    content: `{
      const real = CredentialsContainer.prototype.${method};
      const answer = ${answer.toString()};
      window.calls = [];
      CredentialsContainer.prototype.${method} = function (options) {
        window.calls.push(options.signal);
        return ${String(once)} && window.calls.length > 1 ? real.call(this, options) : answer();
      };
    }`,
  });
}

/** For each call since the page was loaded, whether the page has ended it. */
export function ended(page: Page): Promise<boolean[]> {
  return page.evaluate(() => (window as unknown as { calls: AbortSignal[] }).calls.map((signal) => signal.aborted));
}

/** Records the requests that finish a ceremony. */
export function finishes(page: Page): string[] {
  const sent: string[] = [];
  page.on('request', (request) => {
    const { pathname } = new URL(request.url());
    if (pathname.startsWith('/api/finish_')) sent.push(pathname);
  });
  return sent;
}
