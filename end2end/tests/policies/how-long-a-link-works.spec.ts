// The operator sets the shortest and the longest time that an agent may choose for a link.
import { CHECKED, call } from '../../support/api';
import { expect, test } from '../../support/fixtures';

test.use({ settings: { CIM_MATCH_CODE: 'always', CIM_LEAST_LINK_MINUTES: '10', CIM_GREATEST_LINK_MINUTES: '60' } });

test('the page offers no time outside these bounds, and the server refuses it', async ({ agent, user, server, database }) => {
  const { issue, page } = agent;
  await issue.open(user.id);
  await expect(issue.life.locator('option')).toHaveText([/^Standard time/, '10 minutes', '30 minutes', '1 hour']);
  for (const minutes of [0, 5, 9, 61, 120, 1440]) {
    const input = { unique_user_id: user.id, kind: 'passkey', meeting: 'video', minutes, identity: CHECKED };
    expect((await call(page.context().request, server.origin, 'generate_link', input)).status(), `${minutes} minutes`).toBe(400);
  }
  expect(database.linkStates(user)).toEqual([]);
  await issue.life.selectOption('1 hour');
  await issue.generateLink({ faceToFace: true });
  expect(database.linkLife(user)).toBe(60);
});
