// A person who is refused again and again can neither fill the audit log nor push older entries out of a user's history.
import { call } from '../../support/api';
import { expect, test } from '../../support/fixtures';
import { Server } from '../../support/server';
import { SPONSOR, Staff } from '../../support/staff';

test('equal refusals within a minute become two lines of the history', async ({ agent, visitor, user, server, database, linkFor }) => {
  await linkFor(user);
  const sponsor = await visitor({ as: SPONSOR });
  for (let number = 0; number < 20; number++) {
    const answer = await call(sponsor.context.request, server.origin, 'view_history', { unique_user_id: user.id, before: null });
    expect(answer.status()).toBe(403);
  }
  // If a minute ended in between, the refusals are counted separately in both minutes.
  expect(database.audit(user).length).toBeLessThan(5);
  database.endRefusals();
  await call(sponsor.context.request, server.origin, 'view_history', { unique_user_id: user.id, before: null });
  await agent.profile.open(user.id, 'history');
  await expect(agent.profile.entries.filter({ hasText: /\(\d+ more times within a minute\)/ }).first()).toBeVisible();
  await expect(agent.profile.entries.last()).toContainText('Registration link generated');
});

test('refusals that were counted when a server was killed are logged when the next one starts', async ({ browser }) => {
  const server = await Server.start();
  const [sponsor, user] = [server.database.person(SPONSOR), server.database.person('555200000013')];
  const context = await browser.newContext({ storageState: await new Staff(browser, server).session(sponsor.id) });
  for (let number = 0; number < 3; number++) {
    await call(context.request, server.origin, 'view_history', { unique_user_id: user.id, before: null });
  }
  await server.kill();
  server.database.endRefusals();
  await server.launch();
  await expect.poll(() => server.database.audit(user)).toEqual(['view-history refused', 'view-history refused']);
  await context.close();
  await server.dispose();
});
