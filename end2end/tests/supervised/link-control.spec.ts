// What the agent can do with a link after generating it: cancel it, find it again, generate another one, and remove the
// authenticator that was registered with it.
import { joinTimes } from '../../support/api';
import { expect, test } from '../../support/fixtures';
import { AgentApp } from '../../support/pages/agent-app';
import { LinkPanel } from '../../support/pages/link-panel';
import { withoutLiveEvents } from '../../support/spy';
import { RA_MANAGER } from '../../support/staff';

const FACE_TO_FACE = { faceToFace: true };

test('after the agent cancelled a link, both screens show it', async ({ agent, phone, user, database }) => {
  const panel = new LinkPanel(agent.page);
  await agent.issue.open(user.id);
  await phone.registration.join(await agent.issue.generateLink(FACE_TO_FACE));
  await panel.cancelLink();
  await panel.says('cancelled');
  await expect(panel.attempts).toContainText('Not completed');
  await phone.registration.says('This link was cancelled');
  await expect(panel.cancel).toHaveCount(0);
  expect(database.linkStates(user)).toEqual(['cancelled']);
});

test('to cancel a link is confirmed in place, and the focus does not get lost', async ({ agent, user, database }) => {
  const { page } = agent;
  const panel = new LinkPanel(page);
  await agent.issue.open(user.id);
  await agent.issue.generateLink();
  for (const changeTheirMind of [() => panel.keep.click(), () => page.keyboard.press('Escape')]) {
    await panel.cancel.click();
    await expect(page.getByText('Are you sure? The user will not be able to register with this link.')).toBeFocused();
    await changeTheirMind();
    await expect(panel.cancel).toBeFocused();
  }
  expect(database.linkStates(user)).toEqual(['open']);
  await panel.cancelLink();
  await panel.says('cancelled');
  await expect(panel.headline).toBeFocused();
  expect(database.linkStates(user)).toEqual(['cancelled']);
});

test('a link that was used cannot be cancelled, and the agent is told what to do instead', async ({ agent, phone, user, database }) => {
  // Without live events, the panel does not know yet that the link was used.
  await withoutLiveEvents(agent.page);
  const panel = new LinkPanel(agent.page);
  await agent.issue.open(user.id);
  await phone.registration.register(await agent.issue.generateLink(FACE_TO_FACE));
  await panel.cancelLink();
  const used = 'This link has already been used, so you cannot cancel it. If it was not used by the right person, remove the authenticator.';
  await expect(panel.main).toContainText(used);
  await panel.says('registered');
  expect(database.linkStates(user)).toEqual(['registered']);
  expect(database.authenticators(user)).toEqual(['active']);
});

test('the panel leads to the profile, where the authenticator can be removed, and then shows that it was removed', async ({ agent, phone, visitor, user, database }) => {
  const panel = new LinkPanel(agent.page);
  await agent.issue.open(user.id);
  await phone.registration.register(await agent.issue.generateLink(FACE_TO_FACE));
  await panel.says('registered');
  await expect(panel.main).toContainText('Chromium virtual authenticator');
  const watching = new LinkPanel((await visitor({ as: RA_MANAGER })).page);
  await watching.page.goto(agent.page.url());
  await watching.says('registered');

  await panel.viewProfile.click();
  await agent.profile.remove(agent.profile.cards).click();
  await agent.remove.fill();
  await agent.remove.button.click();
  await expect(agent.profile.success).toBeVisible();
  await expect(watching.main).toContainText('This authenticator has been removed.');
  await expect(watching.countdown).toHaveCount(0);
  await expect(watching.success, 'nothing is green any more').toHaveCount(0);
  expect(database.authenticators(user)).toEqual(['removed']);
});

test('a new link replaces the old one, and the panel of the old one shows it', async ({ agent, phone, user, database }) => {
  const panel = new LinkPanel(agent.page);
  await agent.issue.open(user.id);
  const first = await agent.issue.generateLink(FACE_TO_FACE);
  const old = new LinkPanel(await agent.page.context().newPage());
  await old.page.goto(agent.page.url());
  await old.says('waiting');

  await panel.replace.click();
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

test('an agent who closed the page can find the open link on the profile', async ({ agent, user }) => {
  await agent.issue.open(user.id);
  await agent.issue.generateLink(FACE_TO_FACE);
  await agent.profile.open(user.id, 'authenticators');
  await expect(agent.page.getByText(/Works until .*\. Generated by Amina Okafor\./)).toBeVisible();
  await agent.openLink(user.id);
  const panel = new LinkPanel(agent.page);
  await panel.says('waiting');
  await panel.cancelLink();
  await panel.says('cancelled');
  await agent.profile.open(user.id, 'authenticators');
  await expect(agent.profile.openLink).toHaveCount(0);
});

test('the agent chooses how long the link works, and the panel says until when', async ({ agent, user, database }) => {
  await agent.issue.open(user.id);
  await agent.issue.life.selectOption('30 minutes');
  await agent.issue.generateLink();
  expect(database.linkLife(user)).toBe(30);
  await expect(new LinkPanel(agent.page).main).toContainText(/Works until .*\d+:\d\d[ap]m/);
});

test('a link that nobody has joined expires when its time is up', async ({ agent, user, database }) => {
  const panel = new LinkPanel(agent.page);
  await agent.issue.open(user.id);
  await agent.issue.generateLink(FACE_TO_FACE);
  await panel.says('waiting');
  database.expireLink(user);
  // No event says that the time is up. The panel gets the new state with the next beat, within 15 seconds.
  await expect(panel.headline).toHaveText('This link has expired', { timeout: 30_000 });
  await expect(panel.countdown).toHaveCount(0);
  await expect(panel.cancel).toHaveCount(0);
  await expect(panel.another).toBeVisible();
});

for (const cancelled of [false, true]) {
  test(`a link that expired after somebody joined ${cancelled ? 'can still be cancelled' : 'can still be finished'}, and the agent is told`, async ({
    agent,
    phone,
    user,
    database,
  }) => {
    const panel = new LinkPanel(agent.page);
    const { registration, authenticator } = phone;
    await agent.issue.open(user.id);
    await registration.join(await agent.issue.generateLink(FACE_TO_FACE));
    database.expireLink(user);
    await agent.page.reload();
    await panel.says('mayFinish');
    await expect(panel.attempts).toContainText('Ready');
    await expect(panel.cancel).toBeVisible();
    if (cancelled) {
      await panel.cancelLink();
      await panel.says('cancelled');
      await registration.says('This link was cancelled');
      expect(await authenticator.credentials()).toEqual([]);
      return;
    }
    await registration.finish();
    await panel.says('registered');
  });
}

test('too many attempts lock the link, and the agent reads why', async ({ agent, user, linkFor }) => {
  const link = await linkFor(user);
  await agent.openLink(user.id);
  const panel = new LinkPanel(agent.page);
  await panel.says('waiting');
  await joinTimes(31, link);
  await panel.says('locked');
  await expect(panel.cancel).toHaveCount(0);
});

test('two agents watch the same link, and both see it cancelled', async ({ agent, visitor, user }) => {
  await agent.issue.open(user.id);
  await agent.issue.generateLink(FACE_TO_FACE);
  const second = new AgentApp((await visitor({ as: RA_MANAGER })).page);
  await second.openLink(user.id);
  await new LinkPanel(second.page).cancelLink();
  await new LinkPanel(second.page).says('cancelled');
  await new LinkPanel(agent.page).says('cancelled');
});
