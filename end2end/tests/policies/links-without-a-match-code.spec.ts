// Anybody who gets a link without a match code can use it. So it works for 30 minutes at most, whatever the operator has set.
import { CHECKED, call } from '../../support/api';
import { expect, test } from '../../support/fixtures';

test.use({ settings: { CIM_MATCH_CODE: 'video-only', CIM_VIDEO_LINK_MINUTES: '60' } });

const SHORT = ['Standard time', '5 minutes', '10 minutes', '30 minutes'];

test('a link for a video call works for an hour, and a link face to face for ten minutes', async ({ agent, people, database }) => {
  const { issue } = agent;
  for (const [faceToFace, minutes] of [
    [false, 60],
    [true, 10],
  ] as const) {
    const user = people.next();
    await issue.open(user.id);
    await issue.generateLink({ faceToFace });
    expect(database.linkLife(user)).toBe(minutes);
  }
});

test('the page offers the times that are allowed for the meeting, and says why', async ({ agent, user, database }) => {
  const { issue } = agent;
  const options = issue.life.locator('option');
  await issue.open(user.id);
  await expect(options, 'before the meeting is chosen').toHaveText(SHORT);
  await expect(issue.life).toHaveAccessibleDescription(
    'If you do not choose, it lasts 60 minutes for a video call or 10 minutes face to face. ' +
      'Links for a meeting face to face have no match code, so they last 30 minutes at most.',
  );
  await issue.life.selectOption('30 minutes');
  await issue.video.check();
  await expect(options).toHaveText([...SHORT, '1 hour', '2 hours', '4 hours', '8 hours', '24 hours']);
  await expect(issue.life, 'what is allowed stays chosen').toHaveValue('30');
  await issue.life.selectOption('4 hours');
  await issue.faceToFace.check();
  await expect(options).toHaveText(SHORT);
  await expect(issue.life, 'what is not allowed is not chosen any more').toHaveValue('');
  await issue.life.selectOption('30 minutes');
  await issue.generateLink({ faceToFace: true });
  expect(database.linkLife(user)).toBe(30);
});

test('a link for a video call works as long as the agent chose', async ({ agent, user, database }) => {
  const { issue } = agent;
  await issue.open(user.id);
  await issue.video.check();
  await issue.life.selectOption('4 hours');
  await issue.generateLink();
  expect(database.linkLife(user)).toBe(240);
});

test('the server refuses a longer time in a direct call', async ({ agent, user, server, database }) => {
  for (const minutes of [31, 60, 1440]) {
    const input = { unique_user_id: user.id, kind: 'passkey', meeting: 'face_to_face', minutes, identity: CHECKED };
    const answer = await call(agent.page.context().request, server.origin, 'generate_link', input);
    expect(answer.status(), `${minutes} minutes`).toBe(400);
    expect(await answer.text()).toContain('Select between 5 and 30 minutes: a link without a match code lasts no longer than that');
  }
  expect(database.linkStates(user)).toEqual([]);
});
