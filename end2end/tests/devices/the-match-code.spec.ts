// The page with the match code: how the user passes the code on, and what they can do when it takes long.
import { installClock } from '../../support/clock';
import { expect, test } from '../../support/fixtures';

test.use({ settings: { CIM_MATCH_CODE: 'video-only' } });

test('a user who cannot speak in the call is told that they can type the code in the chat', async ({ agent, phone, user }) => {
  await agent.issue.open(user.id);
  await phone.registration.askForCode(await agent.issue.generateLink());
  await expect(phone.page.getByText("Read it out, or type it in the call's chat.")).toBeVisible();
  await expect(phone.page.getByText('Do not give this code to anyone else.')).toBeVisible();
});

test('only when the user has waited for 20 seconds, the page offers to ask whether the code was entered', async ({ agent, phone, user }) => {
  const { page, registration } = phone;
  await installClock(page);
  await agent.issue.open(user.id);
  await registration.askForCode(await agent.issue.generateLink());
  await page.clock.pauseAt(await page.evaluate(() => Date.now() + 5_000));
  await expect(registration.typedIt).toHaveCount(0);
  await registration.waitLong();
  await expect(registration.typedIt).toBeVisible();
  await expect(registration.heading, 'the focus stays where it was').toBeFocused();
});
