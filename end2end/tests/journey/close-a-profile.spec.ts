// An agent closes a profile and reopens it: what its user can no longer do, and what a panel says that is being watched.
import { expect, test } from '../../support/fixtures';
import { AgentApp } from '../../support/pages/agent-app';
import { LinkPanel } from '../../support/pages/link-panel';
import { RA_AGENT, RA_MANAGER, SECOND_RA_MANAGER } from '../../support/staff';

const WHY = 'Select why you are closing this profile';
const WHICH = 'Enter the UUID of the other profile, 12 digits';
const CLOSED = 'Your profile is closed. Contact your Registration Authority (RA).';

test('a closed profile signs nobody in, and a reopened one gives nothing back', async ({ agent, phone, user, linkFor, database }) => {
  const { life, profile } = agent;
  const own = new AgentApp(phone.page);
  await phone.registration.register(await linkFor(user));
  await own.signInPage.open();
  await own.signInPage.signIn();
  await expect(own.profile.heading).toContainText(user.name);

  await test.step('without a reason, nothing is closed', async () => {
    await profile.open(user.id);
    await life.toClose.click();
    await expect(life.heading).toContainText('Close profile');
    await life.close.click();
    await life.errors.says(WHY);
    await expect(agent.page).toHaveTitle(/^Error: Close profile: /);
    await life.errors.leadsTo(WHY, life.reason('Left'));
  });

  await test.step('with a reason, the profile is closed', async () => {
    await life.reason('Left').check();
    await life.note.fill('INC0012345: retired');
    await life.close.click();
    await expect(profile.success).toContainText(`${user.name}’s profile is closed`);
    await expect(profile.success).toBeFocused();
    await expect(life.closed).toContainText('by Amina Okafor');
    await expect(life.closed).toContainText('Reason: Left');
    await expect(life.closed).toContainText('Note: INC0012345: retired');
    await expect(profile.fact('Status')).toHaveText('Closed');
    await profile.openTab('Authenticators');
    await expect(life.closed).toBeVisible();
    await expect(profile.issue).toHaveCount(0);
  });

  await test.step('the user is signed out with the next thing that they do', async () => {
    await own.profile.tabs.getByRole('link', { name: 'Authenticators' }).click();
    await own.saysThatItIsOver();
    await phone.page.goto('/sign-in');
    await own.signInPage.signIn();
    await expect(phone.page.getByText(CLOSED)).toBeVisible();
  });

  await test.step('the search says so', async () => {
    await agent.search.open();
    await agent.search.search({ id: user.id });
    await expect(agent.search.row(user.id)).toContainText('Closed');
  });

  await test.step('reopening asks why, and gives nothing back', async () => {
    await profile.open(user.id);
    await life.toReopen.click();
    await life.reopen.click();
    await life.errors.says('Enter a reason');
    await life.errors.leadsTo('Enter a reason', life.why);
    await life.why.fill('Came back');
    await life.reopen.click();
    await expect(profile.success).toContainText(`${user.name}’s profile is open`);
    await expect(life.closed).toHaveCount(0);
    await expect(profile.fact('Status')).toHaveText('Active');
    expect(database.authenticators(user)).toEqual(['removed']);
    await profile.openTab('History');
    await expect(profile.entries.filter({ hasText: 'Profile reopened' })).toContainText('Came back');
    await expect(profile.entries.filter({ hasText: 'Profile closed' })).toContainText('Left, INC0012345: retired');
  });
});

test('a panel that is being watched says that the profile was closed', async ({ agent, visitor, phone, user, linkFor }) => {
  const panel = new LinkPanel(agent.page);
  await phone.registration.join(await linkFor(user));
  await agent.openLink(user.id);
  await panel.says('ready');
  const second = new AgentApp((await visitor({ as: SECOND_RA_MANAGER })).page);
  await second.life.closeProfile(user.id);
  await expect(panel.headline).toHaveText('Link cancelled: the user’s profile was closed');
  await expect(panel.announced('The user’s profile was closed by Lucy Ng')).toBeVisible();
  await expect(panel.cancel).toHaveCount(0);
  await phone.registration.says('This link was cancelled');
});

test('a duplicate names the profile that stays open', async ({ agent, user, people }) => {
  const { life } = agent;
  const other = people.next();
  await agent.page.goto(`/users/${user.id}/close`);
  await expect(life.other).toHaveCount(0);
  await life.reason('Duplicate of another profile').check();
  await life.close.click();
  await life.errors.says(WHICH);
  await life.errors.leadsTo(WHICH, life.other);
  await life.other.fill(user.id);
  await life.close.click();
  await life.errors.says('Enter the UUID of the other profile, not of this one');
  await life.other.fill(other.id);
  await life.close.click();
  await life.closed.getByRole('link').click();
  await expect(agent.profile.heading).toContainText(other.id);
  await expect(life.closed).toHaveCount(0);
});

test('only those who may are offered it, and nobody for themselves', async ({ agent, visitor, user }) => {
  await agent.profile.open(RA_MANAGER);
  await expect(agent.profile.fact('Status')).toHaveText('Active');
  await expect(agent.life.toClose).toHaveCount(0);
  await agent.page.goto(`/users/${RA_MANAGER}/close`);
  await expect(agent.problem).toHaveText('You cannot do this for your own account. Ask another RA agent.');
  const helper = new AgentApp((await visitor({ as: RA_AGENT })).page);
  await helper.profile.open(user.id);
  await expect(helper.profile.fact('Status')).toHaveText('Active');
  await expect(helper.life.toClose).toHaveCount(0);
  await helper.page.goto(`/users/${user.id}/close`);
  await expect(helper.problem).toHaveText('Your role does not let you remove authenticators. Ask an RA Manager.');
});
