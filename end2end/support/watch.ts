// Whatever a page complains about fails the test: errors and warnings in the console (a violated
// Content-Security-Policy, a failed hydration, an asset preloaded in vain) and exceptions that nobody caught.
import { type BrowserContext, expect } from '@playwright/test';

/**
 * The browser's own report of an answer that says no: a server function's, or a page's whose status fits its words. The
 * page is there to show it. Not an asset's or a live event's: those are there.
 */
const REFUSED = /^Failed to load resource: the server responded with a status of 4(?!05)\d\d/;
const NEVER_REFUSED = /^\/(pkg|live)\//;

/** What the browser reports when a server dies, or is not there. */
const AWAY = /net::ERR_(CONNECTION_REFUSED|CONNECTION_RESET|EMPTY_RESPONSE|INCOMPLETE_CHUNKED_ENCODING)/;

/** What the browser reports a few seconds after it loaded a page of which it runs no script: if the page is still there. */
const PRELOADED_IN_VAIN = /was preloaded using link preload but not used/;

export class Watch {
  private readonly complaints: string[] = [];
  private readonly expected: RegExp[] = [];

  over(context: BrowserContext, { scripts = true } = {}): void {
    context.on('console', (message) => {
      if (!['error', 'warning'].includes(message.type())) return;
      if (!scripts && PRELOADED_IN_VAIN.test(message.text())) return;
      const { url } = message.location();
      if (REFUSED.test(message.text()) && !NEVER_REFUSED.test(new URL(url).pathname)) return;
      this.complaints.push(`${message.type()}: ${message.text()} (${url})`);
    });
    context.on('weberror', (error) => this.complaints.push(`uncaught: ${error.error().stack ?? error.error().message}`));
  }

  /** For the tests that make a page complain. */
  expect(complaint: RegExp): void {
    this.expected.push(complaint);
  }

  /** For the tests that make the server go away. */
  expectAway(): void {
    this.expect(AWAY);
  }

  /** For the tests that make the server refuse live events. */
  expectLiveRefused(status: number): void {
    this.expect(new RegExp(`status of ${status} .*/live/`));
  }

  check(): void {
    const surprises = this.complaints.filter((complaint) => !this.expected.some((expected) => expected.test(complaint)));
    expect(surprises, 'the pages complained of nothing').toEqual([]);
  }
}
