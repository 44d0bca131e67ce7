// What a page preloads is what it uses: each script and each WASM file is loaded once.
import type { Page } from '@playwright/test';
import { expect, test } from '../../support/fixtures';

/** The scripts and WASM files that the page preloads, and those that it has loaded. */
function assets(page: Page): Promise<{ preloaded: string[]; loaded: string[] }> {
  return page.evaluate(() => {
    const links = document.querySelectorAll<HTMLLinkElement>('link[rel=preload], link[rel=modulepreload]');
    const loaded = performance.getEntriesByType('resource').map(({ name }) => name);
    return {
      preloaded: [...links].map(({ href }) => href).sort(),
      loaded: loaded.filter((name) => /\.(js|wasm)$/.test(name)).sort(),
    };
  });
}

test('the registration page loads each of its assets once', async ({ phone, user, linkFor }) => {
  await phone.registration.open(await linkFor(user));
  await expect(phone.registration.continue).toBeEnabled();
  const { preloaded, loaded } = await assets(phone.page);
  expect(preloaded).toHaveLength(2);
  expect(loaded).toEqual(preloaded);
});

test('a page of the agents loads each of its assets once', async ({ agent }) => {
  await agent.search.open();
  await expect(agent.search.button).toBeEnabled();
  const { preloaded, loaded } = await assets(agent.page);
  expect(preloaded).toHaveLength(2);
  expect(loaded).toEqual(preloaded);
});
