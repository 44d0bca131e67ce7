// How long a user waits for the registration page on a slow phone, when they open their link for the first time.
import { Authenticator, DEVICE_BOUND } from '../support/authenticator';
import { ANDROID } from '../support/devices';
import { expect, test } from '../support/fixtures';

const ROUNDS = 5;
/** A mobile connection on a ward: 1.6 Mbit/s down, 750 kbit/s up, and 150 ms from one end to the other and back. */
const CONNECTION = { offline: false, latency: 150, downloadThroughput: 1_600_000 / 8, uploadThroughput: 750_000 / 8 };
const SLOWER = { rate: 4 };

/** Milliseconds since the link was opened. */
interface Times {
  readonly painted: number;
  readonly usable: number;
}

declare global {
  interface Window {
    usable?: number;
  }
}

/** Notes when there is a button that can be pressed. It runs before anything of the page does. */
function noteWhenUsable(): void {
  const look = new MutationObserver(() => {
    if (document.querySelector('#registration button:enabled') === null) return;
    window.usable = performance.now();
    look.disconnect();
  });
  look.observe(document, { subtree: true, childList: true, attributes: true });
}

function median(times: readonly number[]): number {
  return [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? NaN;
}

test('the registration page on a slow phone', async ({ browser, linkFor, user }) => {
  const link = await linkFor(user);
  const rounds: Times[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    // A new context has an empty cache.
    const context = await browser.newContext(ANDROID.context);
    const page = await context.newPage();
    await Authenticator.attach(page, DEVICE_BOUND);
    await page.addInitScript(noteWhenUsable);
    const devtools = await context.newCDPSession(page);
    await devtools.send('Network.enable');
    await devtools.send('Network.emulateNetworkConditions', CONNECTION);
    await devtools.send('Emulation.setCPUThrottlingRate', SLOWER);
    await page.goto(link);
    await expect(page.getByRole('button', { name: 'Continue', exact: true })).toBeEnabled();
    const times = await page.evaluate(() => ({
      painted: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN,
      usable: window.usable ?? NaN,
    }));
    rounds.push(times);
    await context.close();
  }
  const row = (what: string, of: (times: Times) => number): string => {
    const times = rounds.map(of).map(Math.round);
    return `| ${what} | ${median(times)} | ${times.join(', ')} |`;
  };
  console.log(
    [
      '',
      '| registration page, milliseconds | median | each round |',
      '|---|---|---|',
      row('first paint', ({ painted }) => painted),
      row('the button can be pressed', ({ usable }) => usable),
      '',
    ].join('\n'),
  );
});
