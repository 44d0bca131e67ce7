// How long a link still works. The agent's page shows it every second, the user's page only in the last 5 minutes. Both announce
// it to screen readers three times.
import type { Page } from '@playwright/test';
import { installClock } from '../../support/clock';
import { expect, test } from '../../support/fixtures';
import { PASSKEY } from '../../support/kinds';
import { withoutLiveEvents } from '../../support/spy';

const timer = (page: Page) => page.locator('[role=timer]');

/** The seconds that a page counts. */
async function shown(page: Page): Promise<number> {
  const text = (await timer(page).textContent()) ?? '';
  const [, minutes, seconds] = /^Time left: (\d+):(\d\d)$/.exec(text) ?? [];
  return Number(minutes) * 60 + Number(seconds);
}

/** Lets the page wait for ever when it looks the link up again. */
const withoutLookingAgain = (page: Page) => page.route('**/api/look_up_link', () => {});

const says = (page: Page, words: string) => page.getByRole('status').filter({ hasText: words });

for (const screen of ['the agent’s', 'the user’s']) {
  test(`${screen} page counts down, and announces it at 5 minutes, at 1 minute and at the end`, async ({
    agent,
    phone,
    user,
    linkFor,
  }) => {
    const { page } = screen === 'the agent’s' ? agent : phone;
    await installClock(page);
    // With live events, and when the user's page looks the link up again, the server would correct the time.
    await withoutLiveEvents(page);
    const link = await linkFor(user);
    if (page === agent.page) await agent.openLink(user.id);
    else {
      await phone.registration.open(link);
      await phone.registration.says(PASSKEY.invited);
      await withoutLookingAgain(page);
    }
    await expect(timer(page)).toHaveText(/^Time left: (9:\d\d|10:00)$/);
    await expect(timer(page)).toBeVisible({ visible: page === agent.page });
    await expect(page.getByText(/minutes? left|has expired/i)).toHaveCount(0);

    // Until the clock is paused, time passes as usual, and on a busy machine the steps above may take long. So pause it at a
    // point in the future, and then compute each jump from the time that the page shows.
    await page.clock.pauseAt(await page.evaluate(() => Date.now() + 30_000));
    const leave = async (seconds: number): Promise<void> => page.clock.fastForward(((await shown(page)) - seconds) * 1000);
    const first = await shown(page);
    await page.clock.runFor(1000);
    expect(await shown(page)).toBe(first - 1);
    await page.clock.runFor(2000);
    expect(await shown(page)).toBe(first - 3);
    await leave(5 * 60 - 1);
    await expect(says(page, 'Less than 5 minutes left')).toHaveCount(1);
    await expect(timer(page)).toBeVisible();
    await leave(60 - 1);
    await expect(says(page, 'Less than 1 minute left')).toHaveCount(1);
    await expect(says(page, 'Less than 5 minutes left')).toHaveCount(0);
    await leave(0);
    await expect(says(page, 'This link has expired')).toHaveCount(1);
    await expect(page.getByRole('timer')).toHaveText('Time left: 0:00');
    await page.clock.fastForward('01:00');
    await expect(page.getByRole('timer')).toHaveText('Time left: 0:00');
  });
}

test('when the clock of one device is wrong, both screens still show the right time', async ({ agent, phone, user, linkFor }) => {
  const link = await linkFor(user);
  await installClock(phone.page, new Date('2031-03-01T04:00:00Z'));
  await phone.registration.open(link);
  await phone.registration.says(PASSKEY.invited);
  await agent.openLink(user.id);
  for (const page of [phone.page, agent.page]) await expect(timer(page)).toHaveText(/^Time left: (9:\d\d|10:00)$/);
});

test('when the time runs out on an open page, the page still works until the server refuses', async ({ phone, user, linkFor, database }) => {
  await installClock(phone.page);
  await phone.registration.open(await linkFor(user));
  await phone.registration.says(PASSKEY.invited);
  await withoutLookingAgain(phone.page);
  await phone.page.clock.fastForward('11:00');
  await expect(phone.page.getByRole('timer')).toHaveText('Time left: 0:00');
  await phone.registration.continue.click();
  await phone.registration.says(PASSKEY.ready);
  database.expireLink(user);
  await phone.page.unrouteAll();
  await phone.page.reload();
  await phone.registration.says('This link has expired');
});
