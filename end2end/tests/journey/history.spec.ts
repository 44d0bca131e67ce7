// The history of a user, page by page.
import { ANDROID } from '../../support/devices';
import { expect, test } from '../../support/fixtures';
import { AgentApp } from '../../support/pages/agent-app';
import { RA_MANAGER } from '../../support/staff';

/** How many entries a page has. */
const PAGE = 50;

test('the links Older and Newer lead to every entry of a history', async ({ agent, phone, user, linkFor }) => {
  const { page, profile } = agent;
  await phone.registration.register(await linkFor(user));
  for (let number = 0; number < 2 * PAGE; number++) await linkFor(user);
  await profile.open(user.id);
  await profile.openTab('History');
  await expect(profile.entries).toHaveCount(PAGE);
  await expect(profile.newer).toHaveCount(0);

  await test.step('to older entries', async () => {
    await profile.older.click();
    await expect(page).toHaveURL(/\/history\?before=\d+$/);
    await expect(profile.newer).toBeVisible();
    await expect(profile.entries).toHaveCount(PAGE);
    await expect(page.locator('#maincontent')).toBeFocused();
    await profile.older.click();
    await expect(profile.older).toHaveCount(0);
    await expect(profile.entries).toHaveText([/^Authenticator registered/, /^Registration link generated/]);
    await expect(profile.tabs.getByRole('link', { name: 'History' })).toHaveAttribute('aria-current', 'page');
  });

  await test.step('back, forward and reload in the browser', async () => {
    await page.goBack();
    await expect(profile.entries).toHaveCount(PAGE);
    await page.goBack();
    await expect(page).toHaveURL(/\/history$/);
    await expect(profile.newer).toHaveCount(0);
    await page.goForward();
    await page.goForward();
    await expect(profile.entries).toHaveCount(2);
    await page.reload();
    await expect(profile.entries).toHaveCount(2);
  });

  await test.step('to newer entries', async () => {
    await profile.newer.click();
    await expect(profile.older).toBeVisible();
    await expect(profile.entries).toHaveCount(PAGE);
    await profile.newer.click();
    await expect(page).toHaveURL(/\/history$/);
    await expect(profile.newer).toHaveCount(0);
  });
});

test('the pages of a history work on a phone without JavaScript', async ({ agent, visitor, user, linkFor }) => {
  for (let number = 0; number <= PAGE; number++) await linkFor(user);
  const storageState = await agent.page.context().storageState();
  const { page } = await visitor({ device: ANDROID, context: { javaScriptEnabled: false, storageState } });
  const { profile } = new AgentApp(page);
  await profile.open(user.id, 'history');
  await expect(profile.entries).toHaveCount(PAGE);
  await profile.older.click();
  await expect(profile.entries).toHaveCount(1);
  await profile.newer.click();
  await expect(profile.entries).toHaveCount(PAGE);
});

test('an address with a wrong page shows the first page, or says that there are no older entries', async ({ visitor, user, linkFor }) => {
  await linkFor(user);
  const { page } = await visitor({ as: RA_MANAGER });
  const { profile } = new AgentApp(page);
  for (const query of ['?before=', '?before=x', '?before=1e9', '?before=99999999999999999999']) {
    await profile.open(user.id, 'history', query);
    await expect(profile.entries, query).toHaveCount(1);
    await expect(profile.newer, query).toHaveCount(0);
  }
  await profile.open(user.id, 'history', '?before=0');
  await expect(page.getByText('There are no older entries.')).toBeVisible();
  await profile.newer.click();
  await expect(profile.entries).toHaveCount(1);
});
