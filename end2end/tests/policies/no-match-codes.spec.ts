// The operator has turned match codes off. Links work for 30 minutes at most, they cannot be sent by e-mail, and the server
// says so when it starts.
import { expect } from '../../support/fixtures';
import { test as base } from '../../support/mailing';

const test = base.extend({
  settings: [
    async ({ mailbox }, use) => use({ CIM_MATCH_CODE: 'never', CIM_VIDEO_LINK_MINUTES: '60', ...mailbox.settings() }),
    { scope: 'worker' },
  ],
});

test('the server warns the operator of both when it starts', async ({ server }) => {
  const warnings = server.log.filter((line) => line.startsWith('Warning: '));
  expect(warnings).toEqual([
    'Warning: video_link_minutes is 60, but with match_code = "never" these links have no match code, ' +
      'and so they work for 30 minutes at most.',
    'Warning: with match_code = "never" agents cannot send links by e-mail, because a link that is sent by e-mail needs a match code. ' +
      'Users are still told by e-mail of what is added and removed.',
  ]);
});

test('no link works for longer than 30 minutes, and no link can be sent by e-mail', async ({ agent, user, database }) => {
  const { issue, page } = agent;
  await issue.open(user.id);
  await issue.video.check();
  await expect(issue.life.locator('option')).toHaveText(['Standard time', '5 minutes', '10 minutes', '30 minutes']);
  await expect(issue.life).toHaveAccessibleDescription(
    'If you do not choose, it lasts 30 minutes for a video call or 10 minutes face to face. Links have no match code, so they last 30 minutes at most.',
  );
  await issue.generateLink();
  expect(database.linkLife(user)).toBe(30);
  await expect(issue.copy).toBeVisible();
  await expect(issue.email).toHaveCount(0);
  await expect(page.getByText('This service does not use match codes, so links cannot be emailed.')).toBeVisible();
});
