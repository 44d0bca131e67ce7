// Mail scanners and chat previews load the pages of links, run their JavaScript, and press buttons. The user must still be able
// to use the link.
import { joinTimes } from '../../support/api';
import { expect, test } from '../../support/fixtures';
import { RegistrationPage } from '../../support/pages/registration-page';
import { holdDialogue, withoutLiveEvents } from '../../support/spy';

test('a link still works after scanners fetched it, opened it and pressed Continue', async ({ phone, visitor, playwright, user, linkFor, database }) => {
  const link = await linkFor(user);

  await test.step('a scanner fetches the link', async () => {
    const scanner = await playwright.request.newContext();
    expect((await scanner.head(link)).status()).toBe(200);
    expect((await scanner.get(link)).status()).toBe(200);
    await scanner.dispose();
  });

  await test.step('a preview opens the link in a browser', async () => {
    const preview = new RegistrationPage((await visitor()).page);
    await preview.open(link);
    await preview.says('Register your passkey');
  });

  await test.step('a crawler follows all links of the page, and all links of those pages', async () => {
    const { page } = await visitor();
    const seen = new Set<string>([link]);
    const next = [link];
    for (let address = next.pop(); address !== undefined; address = next.pop()) {
      await page.goto(address);
      await page.waitForLoadState('networkidle');
      for (const found of await page.locator('a[href]').evaluateAll((links) => links.map((one) => (one as HTMLAnchorElement).href))) {
        if (seen.has(found) || !found.startsWith(new URL(link).origin)) continue;
        seen.add(found);
        next.push(found);
      }
    }
    expect([...seen].length, 'there was something to follow').toBeGreaterThan(1);
  });

  // This browser gets no live events, so its page does not notice that the link ends.
  const presser = new RegistrationPage((await visitor()).page);
  await withoutLiveEvents(presser.page);
  await test.step('another browser presses Continue', () => presser.join(link));

  await phone.registration.register(link);
  expect(database.authenticators(user)).toEqual(['active']);
  expect(database.attempts(user)).toBe(2);

  await test.step('the attempt of that browser can no longer be finished', async () => {
    await presser.create.click();
    await presser.says('This link has already been used');
    expect(database.authenticators(user)).toEqual(['active']);
  });
});

test('when somebody else finishes first, the page of another attempt says so without a reload', async ({ phone, visitor, user, linkFor }) => {
  const link = await linkFor(user);
  const other = new RegistrationPage((await visitor()).page);
  await other.join(link);
  await phone.registration.register(link);
  await other.says('This link has already been used');
});

test('after 29 attempts of a scanner the user can still register, and the 31st attempt locks the link', async ({
  phone,
  user,
  people,
  linkFor,
  database,
}) => {
  const link = await linkFor(user);
  expect(await joinTimes(29, link)).toBe(29);
  await phone.registration.register(link);
  expect(database.attempts(user)).toBe(30);

  const other = people.next();
  const locked = await linkFor(other);
  expect(await joinTimes(31, locked)).toBe(30);
  await phone.registration.open(locked);
  await phone.registration.says('This link is locked');
  expect(database.linkStates(other)).toEqual(['locked-out']);
});

test('when two people finish at the same moment, exactly one succeeds and the other is told', async ({
  phone,
  visitor,
  user,
  linkFor,
  database,
}) => {
  const link = await linkFor(user);
  const other = new RegistrationPage((await visitor()).page);
  // Both dialogues are open before one of the two people confirms.
  const both = await Promise.all([holdDialogue(phone.page), holdDialogue(other.page)]);
  for (const registration of [phone.registration, other]) {
    await registration.join(link);
    await registration.create.click();
  }
  await Promise.all(both.map((release) => release()));
  const ends = [phone.registration, other].map(async (registration) => {
    await expect(registration.heading).toHaveText(/Registration successful|This link has already been used/);
    return registration.heading.innerText();
  });
  expect((await Promise.all(ends)).sort()).toEqual(['Registration successful', 'This link has already been used']);
  expect(database.authenticators(user)).toEqual(['active']);
});
