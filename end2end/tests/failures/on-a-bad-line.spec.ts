// A bad line loses requests of the registration page: before the server has got them, or after it has answered. Nothing that was
// stored is lost, and the device is asked for only one passkey.
import type { Locator, Page } from '@playwright/test';
import { Authenticator } from '../../support/authenticator';
import { generateLink } from '../../support/api';
import { installClock } from '../../support/clock';
import type { Person } from '../../support/database';
import { ANDROID } from '../../support/devices';
import { expect, test as base } from '../../support/fixtures';
import { RegistrationPage } from '../../support/pages/registration-page';
import { type Loss, Proxy } from '../../support/proxy';
import { Server } from '../../support/server';
import { asked, spy } from '../../support/spy';
import { RA_MANAGER, Staff } from '../../support/staff';

/** What the browser reports of a connection that was cut. */
const CUT = /net::ERR_(EMPTY_RESPONSE|CONNECTION_RESET|CONNECTION_CLOSED|SOCKET_NOT_CONNECTED|FAILED|INCOMPLETE_CHUNKED_ENCODING)|Failed to fetch|EventSource/;

/** The calls of a registration. The request for live events is answered for as long as the page is open, so it has a test of its own. */
const CALLS = ['look_up_link', 'report_visit', 'join_link', 'load_registration_options', 'report_attempt', 'finish_registration'];

/** More steps than any journey takes. */
const MOST_STEPS = 60;

/** A user on a bad line. */
interface Line {
  readonly proxy: Proxy;
  readonly server: Server;
  readonly page: Page;
  readonly registration: RegistrationPage;
  readonly authenticator: Authenticator;
  readonly linkFor: (person: Person) => Promise<string>;
}

const test = base.extend<{ line: Line }>({
  line: async ({ browser, watch }, use) => {
    watch.expect(CUT);
    const proxy = await Proxy.open();
    const server = await Server.start({ CIM_ORIGIN: proxy.origin });
    proxy.targets.push(server.address);
    const staff = new Staff(browser, server);
    const manager = await browser.newContext({ storageState: await staff.session(RA_MANAGER) });
    const context = await browser.newContext({ baseURL: proxy.origin, ...ANDROID.context });
    watch.over(context);
    const page = await context.newPage();
    await installClock(page);
    await spy(page);
    const authenticator = await Authenticator.attach(page);
    const linkFor = (person: Person): Promise<string> => generateLink(manager.request, proxy.origin, person);
    await use({ proxy, server, page, registration: new RegistrationPage(page), authenticator, linkFor });
    await Promise.all([manager.close(), context.close()]);
    await proxy.close();
    expect(server.errors()).toEqual([]);
    await server.dispose();
  },
});

/**
 * Whether something appears within half a second. The clock of the page is moved on only after that. Otherwise its minutes would pass
 * while it waits for an answer, and it would run into time limits that no user meets.
 */
function appears(locator: Locator): Promise<boolean> {
  return locator.waitFor({ timeout: 500 }).then(
    () => true,
    () => false,
  );
}

/**
 * Does what a patient user does: presses the button that the page offers, and loads the page again if the page could not be loaded
 * or says that it is incomplete. Returns the headings on the way to *Registration successful*.
 */
async function goOn({ page, registration }: Line, link: string): Promise<string[]> {
  const headings: string[] = [];
  const opens = (): Promise<unknown> => page.goto(link).catch(() => undefined);
  await opens();
  for (let step = 0; step < MOST_STEPS; step++) {
    const offered = page.getByRole('button', { name: /^(Continue|Create passkey|Try again)$/ });
    const incomplete = page.locator('#not-loaded:not([hidden])');
    const successful = page.getByRole('heading', { name: 'Registration successful' });
    const button = offered.and(page.locator(':enabled'));
    // Something of this appears as soon as the requests that are under way have been answered, or have failed.
    const settled = successful.or(incomplete).or(button).first();
    while (!(await appears(settled))) {
      // The page waits for its own clock before it sends a response again.
      await page.clock.runFor(1000).catch(() => undefined);
      if (page.url().startsWith('chrome-error:')) break;
    }
    const [heading] = await registration.heading.allTextContents();
    if (heading !== undefined && headings.at(-1) !== heading) headings.push(heading);
    if (await successful.isVisible()) return headings;
    if ((await button.count()) === 1) {
      await button.click().catch(() => undefined);
    } else {
      await opens();
    }
  }
  throw new Error(`the user is at: ${headings.join(', ')}`);
}

async function registeredOnce({ server, page, authenticator }: Line, user: Person): Promise<void> {
  expect(server.database.authenticators(user)).toEqual(['active']);
  expect((await asked(page)).map(({ method }) => method)).toEqual(['create']);
  expect(await authenticator.credentials()).toHaveLength(1);
  expect(server.database.audit(user)).toEqual(['generate-link done', 'register done']);
}

/** Loses the first `times` requests for a path. Returns a function that says how many were lost. */
function loseFirst(proxy: Proxy, name: string, loss: Loss, times = 1): () => number {
  let lost = 0;
  proxy.loses = (path) => {
    if (!path.endsWith(name) || lost === times) return undefined;
    lost++;
    return loss;
  };
  return () => lost;
}

for (const loss of ['before', 'after'] as const) {
  const when = loss === 'before' ? 'before the server gets it' : 'after the server has answered';
  for (const name of CALLS) {
    test(`${name} is lost ${when}: the user registers one passkey all the same`, async ({ line }) => {
      const user = line.server.database.person('555200000013');
      const lost = loseFirst(line.proxy, `/api/${name}`, loss);
      await goOn(line, await line.linkFor(user));
      expect(lost()).toBe(1);
      await registeredOnce(line, user);
    });
  }

  test(`the response of the device is lost six times ${when}: the page says so, and Try again sends the same one`, async ({ line }) => {
    const user = line.server.database.person('555200000014');
    const lost = loseFirst(line.proxy, '/api/finish_registration', loss, 6);
    const headings = await goOn(line, await line.linkFor(user));
    expect(lost()).toBe(6);
    expect(headings).toContain('We could not connect to the service');
    await registeredOnce(line, user);
  });

  for (const [what, path] of [
    ['the page itself', '/register'],
    ['its script', '.js'],
    ['its WASM', '.wasm'],
  ] as const) {
    test(`${what} is lost ${when}: the user loads it again, and registers one passkey`, async ({ line }) => {
      const user = line.server.database.person('555200000015');
      const lost = loseFirst(line.proxy, path, loss);
      await goOn(line, await line.linkFor(user));
      expect(lost()).toBe(1);
      await registeredOnce(line, user);
    });
  }
}

test('the connection for live events is lost before the server gets the request: the user registers one passkey', async ({ line }) => {
  const user = line.server.database.person('555200000017');
  const lost = loseFirst(line.proxy, '/live/attempt', 'before');
  await goOn(line, await line.linkFor(user));
  expect(lost()).toBe(1);
  await registeredOnce(line, user);
});

/** Numbers between 0 and 1 that are the same in each run (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

for (const seed of [1, 2, 3, 4, 5]) {
  test(`a line that loses a tenth before and a tenth after, seed ${seed}: the user registers one passkey`, async ({ line }) => {
    const user = line.server.database.person('555200000016');
    const random = randomFrom(seed);
    line.proxy.loses = (path) => {
      const drawn = random();
      if (path === '/live/attempt') return drawn < 0.1 ? 'before' : undefined;
      return drawn < 0.1 ? 'before' : drawn < 0.2 ? 'after' : undefined;
    };
    await goOn(line, await line.linkFor(user));
    await registeredOnce(line, user);
  });
}
