// The fixtures of the tests in Firefox: the server and the users of all tests, and a Firefox for each person in a test.
import { expect, test as base } from '../../support/fixtures';
import { Browser } from '../../support/webdriver/browser';
import { Page } from '../../support/webdriver/page';
import { Authenticator, type Kind } from './authenticator';
import { FIREFOX } from './firefox';
import { register, signIn } from './steps';

export { expect } from '@playwright/test';

/** The Firefox of a person, with an authenticator. */
interface Person {
  readonly page: Page;
  readonly authenticator: Authenticator;
}

interface TestFixtures {
  /** Starts a Firefox for a person. */
  person: (kind?: Kind) => Promise<Person>;
  /** The agents' application, with the first RA Manager signed in. */
  manager: Page;
}

interface WorkerFixtures {
  /** The first RA Manager's Firefox. Starting it takes seconds, so all tests of a worker share it. */
  managers: { readonly page: Page; signedIn: boolean };
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
  person: async ({ server }, use, testInfo) => {
    const all: Browser[] = [];
    try {
      await use(async (kind) => {
        const firefox = await Browser.start(FIREFOX);
        all.push(firefox);
        return { page: new Page(firefox, server.origin), authenticator: await Authenticator.attach(firefox, kind) };
      });
      if (testInfo.status !== testInfo.expectedStatus) {
        for (const [index, firefox] of all.entries()) await firefox.attachTo(testInfo, `person ${index + 1}`);
      }
    } finally {
      await Promise.all(all.map((firefox) => firefox.quit()));
    }
    expect(all.flatMap((firefox) => firefox.uncaught()), 'the pages caught all exceptions').toEqual([]);
  },
  managers: [
    async ({ server }, use) => {
      const firefox = await Browser.start(FIREFOX);
      try {
        await use({ page: new Page(firefox, server.origin), signedIn: false });
      } finally {
        await firefox.quit();
      }
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  manager: async ({ managers, server }, use, testInfo) => {
    const { page } = managers;
    try {
      // Do this in the first test and not in the worker's fixture, so that a failure belongs to this test.
      if (!managers.signedIn) {
        await Authenticator.attach(page.browser);
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
    expect(page.browser.uncaught(), 'the pages caught all exceptions').toEqual([]);
  },
});
