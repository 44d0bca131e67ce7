// Things that axe does not check.
import { expect, test } from '../../support/fixtures';

test('all text is in the design system’s sans-serif', async ({ agent, phone }) => {
  await agent.search.open();
  await phone.page.goto('/register');
  for (const page of [agent.page, phone.page]) {
    for (const element of await page.locator('h1, p, a, button, label, input').all()) {
      expect(await element.evaluate((one) => getComputedStyle(one).fontFamily)).toMatch(/arial/i);
    }
  }
});

test('the button that a finger taps is large enough', async ({ phone, user, linkFor }) => {
  await phone.registration.open(await linkFor(user));
  const box = await phone.registration.continue.boundingBox();
  expect(box?.height).toBeGreaterThanOrEqual(44);
  expect(box?.width).toBeGreaterThanOrEqual(300);
});

test('a name that is written from right to left does not change the order of the words around it', async ({ agent }) => {
  await agent.profile.open('555200000010');
  await expect(agent.profile.heading.locator('bdi')).toHaveText('ليلى حداد');
  await agent.issue.open('555200000010');
  await expect(agent.heading.locator('bdi')).toHaveText('ليلى حداد');
});

test('with larger text and forced colours, the page still fits and works', async ({ agent }) => {
  const { page, search } = agent;
  await page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' });
  await search.open();
  await page.evaluate(() => (document.documentElement.style.fontSize = '200%'));
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth)).toBe(true);
  await search.search({ lastName: 'Jones' });
  await expect(search.found).toBeVisible();
});
