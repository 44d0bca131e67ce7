// The fixtures of the tests in WebKitGTK: the users of all tests, a server behind a gate, and a WebKitGTK for each person.
import { VIRTUAL_AAGUID } from '../../support/authenticator';
import { expect, test as base } from '../../support/fixtures';
import { type Kind, PASSKEY, WINDOWS_HELLO } from '../../support/kinds';
import { Server } from '../../support/server';
import { Browser } from '../../support/webdriver/browser';
import { Authenticator } from './authenticator';
import { Gate } from './gate';
import { WebKitPage } from './page';
import { register, signIn } from './steps';
import { Display, webkit } from './webkit';

export { expect } from '@playwright/test';

/** The WebKitGTK of a person, with an authenticator in it. */
interface Person {
  readonly page: WebKitPage;
  readonly authenticator: Authenticator;
}

interface TestFixtures {
  /** The pages of the people in a test. */
  pages: WebKitPage[];
  /** Starts a WebKitGTK for a person who has an authenticator of a kind in it. */
  person: (kind?: Kind) => Promise<Person>;
  /** Starts a WebKitGTK as it is: without WebAuthn. */
  plain: () => Promise<WebKitPage>;
  /** The agents' application, with the first RA Manager signed in. */
  manager: WebKitPage;
}

interface WorkerFixtures {
  display: Display;
  gate: Gate;
  /** The first RA Manager's WebKitGTK. All tests of a worker share it. */
  managers: { readonly page: WebKitPage; signedIn: boolean };
}

/** Starts a WebKitGTK with an authenticator in it. */
async function start(display: Display, gate: Gate, kind: Kind): Promise<Person> {
  // The page offers Windows Hello only on Windows.
  const browser = await Browser.start(webkit(display, kind === WINDOWS_HELLO ? kind.device.context.userAgent : undefined));
  const authenticator = new Authenticator(browser.driver, gate.origin, kind);
  return { page: new WebKitPage(browser, gate, authenticator), authenticator };
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
  display: [
    async ({}, use) => {
      const display = await Display.open();
      await use(display);
      display.close();
    },
    { scope: 'worker' },
  ],
  gate: [
    async ({}, use) => {
      const gate = await Gate.open();
      await use(gate);
      await gate.close();
    },
    { scope: 'worker' },
  ],
  server: [
    async ({ gate, settings }, use) => {
      const server = await Server.start({ CIM_WINDOWS_HELLO_AAGUIDS: VIRTUAL_AAGUID, CIM_ORIGIN: gate.origin, ...settings });
      gate.target = server.address;
      await use(server);
      await server.dispose();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  pages: async ({ server: _ }, use, testInfo) => {
    const pages: WebKitPage[] = [];
    const exceptions: string[] = [];
    try {
      await use(pages);
      for (const [index, page] of pages.entries()) {
        if (testInfo.status !== testInfo.expectedStatus) await page.browser.attachTo(testInfo, `person ${index + 1}`);
        exceptions.push(...(await page.exceptions()));
      }
    } finally {
      await Promise.all(pages.map((page) => page.browser.quit()));
    }
    expect(exceptions, 'the pages caught all exceptions').toEqual([]);
  },
  person: async ({ pages, display, gate }, use) => {
    await use(async (kind = PASSKEY) => {
      const person = await start(display, gate, kind);
      pages.push(person.page);
      return person;
    });
  },
  plain: async ({ pages, display, gate }, use) => {
    await use(async () => {
      const page = new WebKitPage(await Browser.start(webkit(display)), gate);
      pages.push(page);
      return page;
    });
  },
  managers: [
    async ({ display, gate, server: _ }, use) => {
      const { page } = await start(display, gate, PASSKEY);
      try {
        await use({ page, signedIn: false });
      } finally {
        await page.browser.quit();
      }
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  manager: async ({ managers, server }, use, testInfo) => {
    const { page } = managers;
    try {
      // Do this in the first test and not in the worker's fixture, so that a failure belongs to this test.
      if (!managers.signedIn) {
        await register(page, server.invitation ?? '');
        await signIn(page);
        await page.says('What do you want to do?');
        managers.signedIn = true;
      }
    } catch (error) {
      await page.browser.attachTo(testInfo, 'manager');
      throw error;
    }
    await use(page);
    if (testInfo.status !== testInfo.expectedStatus) await page.browser.attachTo(testInfo, 'manager');
    expect(await page.exceptions(), 'the pages caught all exceptions').toEqual([]);
  },
});
