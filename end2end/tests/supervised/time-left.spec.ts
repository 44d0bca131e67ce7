// How long a link still works, on both screens: seen every second, and heard of three times.
import type { Page } from '@playwright/test';
import { installClock } from '../../support/clock';
import { expect, test } from '../../support/fixtures';
import { PASSKEY } from '../../support/kinds';
import { withoutLiveEvents } from '../../support/spy';

/** The seconds that a page shows. */
async function shown(page: Page): Promise<number> {
  const text = await page.getByRole('timer').innerText();
  const [, minutes, seconds] = /^Time left: (\d+):(\d\d)$/.exec(text) ?? [];
  return Number(minutes) * 60 + Number(seconds);
}

const says = (page: Page, words: string) => page.getByRole('status').filter({ hasText: words });

for (const screen of ['the agent’s', 'the user’s']) {
  test(`${screen} page counts down, and a screen reader hears of it at 5 minutes, at 1 and at the end`, async ({
    agent,
    phone,
    user,
    linkFor,
  }) => {
    const { page } = screen === 'the agent’s' ? agent : phone;
    await installClock(page);
    // Else the server puts the time right again.
    await withoutLiveEvents(page);
    const link = await linkFor(user);
    if (page === agent.page) await agent.openLink(user.id);
    else await phone.registration.open(link);
    await expect(page.getByRole('timer')).toHaveText(/^Time left: (9:\d\d|10:00)$/);
    await expect(page.getByText(/minutes? left|time is up/i)).toHaveCount(0);

    // Until it stands still, time passes as ever: as long as a busy machine takes. So it is stopped a while from now, and from
    // then on each jump is measured by what the page shows.
    await page.clock.pauseAt(await page.evaluate(() => Date.now() + 30_000));
    const leave = async (seconds: number): Promise<void> => page.clock.fastForward(((await shown(page)) - seconds) * 1000);
    const first = await shown(page);
    await page.clock.runFor(1000);
    expect(await shown(page)).toBe(first - 1);
    await page.clock.runFor(2000);
    expect(await shown(page)).toBe(first - 3);
    await leave(5 * 60 - 1);
    await expect(says(page, 'Less than 5 minutes left')).toHaveCount(1);
    await leave(60 - 1);
    await expect(says(page, 'Less than a minute left')).toHaveCount(1);
    await expect(says(page, 'Less than 5 minutes left')).toHaveCount(0);
    await leave(0);
    await expect(says(page, 'The time is up')).toHaveCount(1);
    await expect(page.getByRole('timer')).toHaveText('Time left: 0:00');
    await page.clock.fastForward('01:00');
    await expect(page.getByRole('timer')).toHaveText('Time left: 0:00');
  });
}

test('a clock that is wrong on one of the devices changes nothing', async ({ agent, phone, user, linkFor }) => {
  const link = await linkFor(user);
  await installClock(phone.page, new Date('2031-03-01T04:00:00Z'));
  await phone.registration.open(link);
  await phone.registration.says(PASSKEY.invited);
  await agent.openLink(user.id);
  for (const page of [phone.page, agent.page]) await expect(page.getByRole('timer')).toHaveText(/^Time left: (9:\d\d|10:00)$/);
});

test('time that runs out while the page is open ends nothing by itself: the server decides', async ({ phone, user, linkFor, database }) => {
  await installClock(phone.page);
  await phone.registration.open(await linkFor(user));
  await phone.registration.says(PASSKEY.invited);
  await phone.page.clock.fastForward('11:00');
  await expect(phone.page.getByRole('timer')).toHaveText('Time left: 0:00');
  await phone.registration.continue.click();
  await phone.registration.says(PASSKEY.ready);
  database.expireLink(user);
  await phone.page.reload();
  await phone.registration.says('This link has expired');
});
