// Fails a test when a page writes errors or warnings to its console (for example for a violated Content-Security-Policy or a failed
// hydration), and when an exception in it was not caught.
import { type BrowserContext, expect } from '@playwright/test';

/**
 * The browser reports every response with a status of 4xx. This is expected when a server function refuses, or when a page says
 * that something was not found, because the page shows this to the person. It is never expected for assets and live events.
 */
const REFUSED = /^Failed to load resource: the server responded with a status of 4(?!05)\d\d/;
const NEVER_REFUSED = /^\/(pkg|live)\//;

/** What the browser reports when the server dies or does not run. */
const AWAY = /net::ERR_(CONNECTION_REFUSED|CONNECTION_RESET|EMPTY_RESPONSE|INCOMPLETE_CHUNKED_ENCODING)/;

/**
 * What the browser reports if an asset is not used within some seconds. On a busy machine that also happens when it is used later.
 * tests/journey/assets.spec.ts looks whether it is used.
 */
const PRELOADED_TOO_EARLY = /was preloaded using link preload but not used/;

export class Watch {
  private readonly complaints: string[] = [];
  private readonly expected: RegExp[] = [];

  over(context: BrowserContext): void {
    context.on('console', (message) => {
      if (!['error', 'warning'].includes(message.type())) return;
      if (PRELOADED_TOO_EARLY.test(message.text())) return;
      const { url } = message.location();
      if (REFUSED.test(message.text()) && !NEVER_REFUSED.test(new URL(url).pathname)) return;
      this.complaints.push(`${message.type()}: ${message.text()} (${url})`);
    });
    context.on('weberror', (error) => this.complaints.push(`uncaught: ${error.error().stack ?? error.error().message}`));
  }

  /** For tests in which a page must write this error or warning. */
  expect(complaint: RegExp): void {
    this.expected.push(complaint);
  }

  /** For tests that stop the server. */
  expectAway(): void {
    this.expect(AWAY);
  }

  /** For tests in which the server must refuse live events. */
  expectLiveRefused(status: number): void {
    this.expect(new RegExp(`status of ${status} .*/live/`));
  }

  check(): void {
    const surprises = this.complaints.filter((complaint) => !this.expected.some((expected) => expected.test(complaint)));
    expect(surprises, 'the pages complained of nothing').toEqual([]);
  }
}
