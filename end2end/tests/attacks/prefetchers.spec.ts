// Mail scanners and chat previews fetch links, run their JavaScript, and press buttons. None of it shuts the user out.
import { beginTimes } from '../../support/api';
import { expect, test } from '../../support/fixtures';
import { RegistrationPage } from '../../support/pages/registration-page';
import { holdDialogue, withoutLiveEvents } from '../../support/spy';

test('fetching, opening and pressing Continue use nothing up', async ({ phone, visitor, playwright, user, linkFor, database }) => {
  const link = await linkFor(user);

  await test.step('a scanner fetches it', async () => {
    const scanner = await playwright.request.newContext();
    expect((await scanner.head(link)).status()).toBe(200);
    expect((await scanner.get(link)).status()).toBe(200);
    await scanner.dispose();
  });

  await test.step('a preview opens it in a browser', async () => {
    const preview = new RegistrationPage((await visitor()).page);
    await preview.open(link);
    await preview.says('Register your passkey');
  });

  await test.step('one follows all the links of the page, and those of the pages that they lead to', async () => {
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

  // To which no live event comes, so that it presses on without knowing.
  const presser = new RegistrationPage((await visitor()).page);
  await withoutLiveEvents(presser.page);
  await test.step('another one presses Continue', () => presser.begin(link));

  await phone.registration.register(link);
  expect(database.authenticators(user)).toEqual(['active']);
  expect(database.attempts(user)).toBe(2);

  await test.step('what the other one had begun is over', async () => {
    await presser.create.click();
    await presser.says('This link has already been used');
    expect(database.authenticators(user)).toEqual(['active']);
  });
});

test('who began with a link is told by itself that somebody else was first', async ({ phone, visitor, user, linkFor }) => {
  const link = await linkFor(user);
  const other = new RegistrationPage((await visitor()).page);
  await other.begin(link);
  await phone.registration.register(link);
  await other.says('This link has already been used');
});

test('29 browsers of a scanner that press Continue do not shut the user out, and one more is too many', async ({
  phone,
  user,
  people,
  linkFor,
  database,
}) => {
  const link = await linkFor(user);
  expect(await beginTimes(29, link)).toBe(29);
  await phone.registration.register(link);
  expect(database.attempts(user)).toBe(30);

  const other = people.next();
  const locked = await linkFor(other);
  expect(await beginTimes(31, locked)).toBe(30);
  await phone.registration.open(locked);
  await phone.registration.says('This link is locked');
  expect(database.linkStates(other)).toEqual(['locked-out']);
});

test('two people finish at the same moment: exactly one wins, and the other is told', async ({
  phone,
  visitor,
  user,
  linkFor,
  database,
}) => {
  const link = await linkFor(user);
  const other = new RegistrationPage((await visitor()).page);
  // Both dialogues are open before either of the two confirms.
  const both = await Promise.all([holdDialogue(phone.page), holdDialogue(other.page)]);
  for (const registration of [phone.registration, other]) {
    await registration.begin(link);
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
