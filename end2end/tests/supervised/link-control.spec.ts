// What the agent can do about a link that was generated: cancel it, find it again, generate another one, and take back what
// was registered with it.
import { beginTimes } from '../../support/api';
import { expect, test } from '../../support/fixtures';
import { AgentApp } from '../../support/pages/agent-app';
import { LinkPanel } from '../../support/pages/link-panel';
import { withoutLiveEvents } from '../../support/spy';
import { RA_MANAGER } from '../../support/staff';

const FACE_TO_FACE = { faceToFace: true };

test('cancelling ends it on both screens', async ({ agent, phone, user, database }) => {
  const panel = new LinkPanel(agent.page);
  await agent.issue.open(user.id);
  await phone.registration.begin(await agent.issue.generateLink(FACE_TO_FACE));
  await panel.cancel.click();
  await panel.says('cancelled');
  await expect(panel.attempts).toContainText('Not finished');
  await phone.registration.says('This link was cancelled');
  await expect(panel.cancel).toHaveCount(0);
  expect(database.linkStates(user)).toEqual(['cancelled']);
});

test('a link that was used cannot be cancelled: the agent is told, and what to do instead', async ({ agent, phone, user, database }) => {
  // A panel that has not heard of it yet.
  await withoutLiveEvents(agent.page);
  const panel = new LinkPanel(agent.page);
  await agent.issue.open(user.id);
  await phone.registration.register(await agent.issue.generateLink(FACE_TO_FACE));
  await panel.cancel.click();
  const used = 'This link was used already, so it cannot be cancelled. If that was not the user, remove the authenticator.';
  await expect(panel.main).toContainText(used);
  await panel.says('registered');
  await panel.remove.click();
  await expect(agent.remove.heading).toContainText('Remove passkey');
  expect(database.linkStates(user)).toEqual(['registered']);
  expect(database.authenticators(user)).toEqual(['active']);
});

test('what was registered by somebody else is removed from the panel, which says so', async ({ agent, phone, visitor, user, database }) => {
  const panel = new LinkPanel(agent.page);
  await agent.issue.open(user.id);
  await phone.registration.register(await agent.issue.generateLink(FACE_TO_FACE));
  await panel.says('registered');
  await expect(panel.main).toContainText('Chromium virtual authenticator');
  const watching = new LinkPanel((await visitor({ as: RA_MANAGER })).page);
  await watching.page.goto(agent.page.url());
  await watching.says('registered');

  await panel.remove.click();
  await agent.remove.box.check();
  await agent.remove.button.click();
  await expect(agent.profile.success).toBeVisible();
  await expect(watching.main).toContainText('This authenticator was removed');
  await expect(watching.countdown).toHaveCount(0);
  await expect(watching.remove).toHaveCount(0);
  expect(database.authenticators(user)).toEqual(['removed']);
});

test('a new link replaces the old one, on its panel too', async ({ agent, phone, user, database }) => {
  const panel = new LinkPanel(agent.page);
  await agent.issue.open(user.id);
  const first = await agent.issue.generateLink(FACE_TO_FACE);
  const old = new LinkPanel(await agent.page.context().newPage());
  await old.page.goto(agent.page.url());
  await old.says('waiting');

  await panel.again.click();
  await expect(agent.heading).toContainText('Issue a passkey');
  const second = await agent.issue.generateLink(FACE_TO_FACE);
  expect(second).not.toBe(first);
  await panel.says('waiting');
  await old.says('replaced');
  await expect(old.cancel).toHaveCount(0);
  await phone.registration.open(first);
  await phone.registration.says('This link was replaced by a newer one');
  await phone.registration.register(second);
  await panel.says('registered');
  expect(database.linkStates(user)).toEqual(['replaced', 'registered']);
});

test('an agent who closed the page finds the open link on the profile', async ({ agent, user }) => {
  await agent.issue.open(user.id);
  await agent.issue.generateLink(FACE_TO_FACE);
  await agent.profile.open(user.id, 'authenticators');
  await expect(agent.page.getByText(/A registration link for a passkey is open until .*, by Amina Okafor\./)).toBeVisible();
  await agent.openLink(user.id);
  const panel = new LinkPanel(agent.page);
  await panel.says('waiting');
  await panel.cancel.click();
  await panel.says('cancelled');
  await agent.profile.open(user.id, 'authenticators');
  await expect(agent.page.getByText('A registration link for a passkey is open')).toHaveCount(0);
});

test('the agent chooses how long the link works, and the panel says until when', async ({ agent, user, database }) => {
  await agent.issue.open(user.id);
  await agent.issue.life.selectOption('30 minutes');
  await agent.issue.generateLink();
  expect(database.linkLife(user)).toBe(30);
  await expect(new LinkPanel(agent.page).main).toContainText(/Works until .*\d+:\d\d[ap]m/);
});

test('a link whose time is up, and that nobody has begun with, has expired', async ({ agent, user, database }) => {
  const panel = new LinkPanel(agent.page);
  await agent.issue.open(user.id);
  await agent.issue.generateLink(FACE_TO_FACE);
  await panel.says('waiting');
  database.expireLink(user);
  // Nothing tells the server that time has passed: the panel hears of it with the next beat, within a quarter of a minute.
  await expect(panel.headline).toHaveText('The link has expired', { timeout: 20_000 });
  await expect(panel.countdown).toHaveCount(0);
  await expect(panel.cancel).toHaveCount(0);
  await panel.again.click();
  await expect(agent.heading).toContainText('Issue a passkey');
});

for (const cancelled of [false, true]) {
  test(`an expired link that was begun with ${cancelled ? 'can still be cancelled' : 'may still be finished'}, and the agent is told`, async ({
    agent,
    phone,
    user,
    database,
  }) => {
    const panel = new LinkPanel(agent.page);
    const { registration, authenticator } = phone;
    await agent.issue.open(user.id);
    await registration.begin(await agent.issue.generateLink(FACE_TO_FACE));
    database.expireLink(user);
    await agent.page.reload();
    await panel.says('mayFinish');
    await expect(panel.attempts).toContainText('Ready');
    await expect(panel.cancel).toBeVisible();
    if (cancelled) {
      await panel.cancel.click();
      await panel.says('cancelled');
      await registration.says('This link was cancelled');
      expect(await authenticator.credentials()).toEqual([]);
      return;
    }
    await registration.finish();
    await panel.says('registered');
  });
}

test('too many browsers lock it, and the agent reads why', async ({ agent, user, linkFor }) => {
  const link = await linkFor(user);
  await agent.openLink(user.id);
  const panel = new LinkPanel(agent.page);
  await panel.says('waiting');
  await beginTimes(31, link);
  await panel.says('locked');
  await expect(panel.cancel).toHaveCount(0);
});

test('two agents watch the same link, and both see it cancelled', async ({ agent, visitor, user }) => {
  await agent.issue.open(user.id);
  await agent.issue.generateLink(FACE_TO_FACE);
  const second = new AgentApp((await visitor({ as: RA_MANAGER })).page);
  await second.openLink(user.id);
  await new LinkPanel(second.page).cancel.click();
  await new LinkPanel(second.page).says('cancelled');
  await new LinkPanel(agent.page).says('cancelled');
});
