// Two minutes before a session ends, a dialogue on every page says so. Nobody is signed out in a meeting without a warning.
import type { Page } from '@playwright/test';
import { installClock } from '../../support/clock';
import type { Visitor } from '../../support/fixtures';
import { expect, test } from '../../support/fixtures';
import { AgentApp } from '../../support/pages/agent-app';
import { LinkPanel } from '../../support/pages/link-panel';
import { RA_AGENT_ADVANCED, type Staff } from '../../support/staff';
import { show } from '../../support/visibility';

/** How long a session lasts without a request, and at most, in minutes. */
const IDLE = 30;
const LIFE = 12 * 60;

/** An agent, in a browser whose time the test can move. */
async function agentWithClock(visitor: () => Promise<Visitor>, staff: Staff): Promise<Visitor & { app: AgentApp }> {
  const visited = await visitor();
  await installClock(visited.page);
  await staff.signIn(visited.page, visited.authenticator, RA_AGENT_ADVANCED);
  return { ...visited, app: new AgentApp(visited.page) };
}

const warning = (page: Page) => page.getByRole('alertdialog');

/** Does something after which the page asks the server how long the session still lasts, and waits until it has the answer. */
async function untilAnswered(page: Page, act: () => Promise<void>): Promise<void> {
  const asked = page.waitForResponse('**/api/time_left');
  await act();
  await (await asked).finished();
  // The page has taken the answer when it answers this.
  await page.evaluate(() => undefined);
}

/** Moves the time of a page until it asks the server how long the session still lasts. */
function untilItAsks(page: Page): Promise<void> {
  return untilAnswered(page, () => page.clock.fastForward((IDLE - 2) * 60_000 + 5000));
}

test('a page that nobody uses warns two minutes before the session ends, and to ask does not prolong it', async ({
  visitor,
  staff,
  database,
}) => {
  const { page, app } = await agentWithClock(visitor, staff);
  const agent = database.person(RA_AGENT_ADVANCED);
  await app.search.open();
  await expect(app.search.button).toBeEnabled();
  database.idleSessions(agent, IDLE - 2);
  await untilItAsks(page);
  await expect(warning(page)).toHaveAccessibleName('You will be signed out in 2 minutes');
  await expect(warning(page)).toHaveAccessibleDescription('You have not used this service for a while.');
  await expect(warning(page).getByRole('button', { name: 'Stay signed in' })).toBeFocused();
  expect(database.idleMinutes(agent)).toBeGreaterThan(IDLE - 3);

  await untilAnswered(page, () => page.keyboard.press('Enter'));
  await expect(warning(page)).toHaveCount(0);
  expect(database.idleMinutes(agent)).toBeLessThan(1);

  // Escape says that somebody is there, too.
  database.idleSessions(agent, IDLE - 1);
  await untilItAsks(page);
  await expect(warning(page)).toHaveAccessibleName('You will be signed out in 1 minute');
  await untilAnswered(page, () => page.keyboard.press('Escape'));
  await expect(warning(page)).toHaveCount(0);
  expect(database.idleMinutes(agent)).toBeLessThan(1);

  database.idleSessions(agent, IDLE - 2);
  await untilItAsks(page);
  await warning(page).getByRole('button', { name: 'Sign out' }).click();
  await expect(app.heading).toHaveText('Sign in');
});

test('the warning goes away when another tab is used, and when the session ends the page says so', async ({ visitor, staff, database, user }) => {
  const { page, app, context } = await agentWithClock(visitor, staff);
  const agent = database.person(RA_AGENT_ADVANCED);
  await app.profile.open(user.id, 'authenticators');
  await expect(app.profile.issue).toBeVisible();
  database.idleSessions(agent, IDLE - 2);
  await untilItAsks(page);
  await expect(warning(page)).toBeVisible();
  const other = new AgentApp(await context.newPage());
  await other.search.open();
  await page.clock.fastForward(11_000);
  await expect(warning(page)).toHaveCount(0);

  database.idleSessions(agent, IDLE - 2);
  await untilItAsks(page);
  await expect(warning(page)).toBeVisible();
  database.idleSessions(agent);
  await page.clock.fastForward(11_000);
  await app.saysThatItIsOver();
  await expect(warning(page)).toHaveCount(0);
  await expect(page.getByRole('heading', { name: 'Authenticators' })).toBeHidden();
});

test('near the end of its whole life, the warning offers to sign in again, and that leads back to the page', async ({
  visitor,
  staff,
  database,
  user,
}) => {
  const { page, app, authenticator } = await agentWithClock(visitor, staff);
  const panel = new LinkPanel(page);
  await app.issue.open(user.id);
  const link = await app.issue.generateLink({ faceToFace: true });
  const address = page.url();
  database.ageSessions(database.person(RA_AGENT_ADVANCED), LIFE - 2);
  await untilItAsks(page);
  await expect(warning(page)).toHaveAccessibleDescription(/^You have been signed in for as long as this service allows\./);
  await page.keyboard.press('Escape');
  await expect(warning(page)).toHaveCount(0);
  await page.clock.fastForward(11_000);
  await panel.says('waiting');
  await expect(warning(page), 'it was put away').toHaveCount(0);

  await page.reload();
  await expect(warning(page)).toBeVisible();
  await warning(page).getByRole('button', { name: 'Sign in again' }).click();
  await expect(app.heading).toHaveText('Sign in');
  await staff.lend(authenticator, RA_AGENT_ADVANCED);
  await app.signInPage.signIn();
  await expect(page).toHaveURL(address);
  await panel.says('waiting');
  expect(await app.issue.link.textContent(), 'the tab still has the link').toBe(link);
  await staff.takeBack(authenticator, RA_AGENT_ADVANCED);
});

test('when the agent has signed out in another tab, a page says so as soon as it is seen again', async ({ visitor, staff }) => {
  const { page, app, context } = await agentWithClock(visitor, staff);
  await app.search.open();
  await expect(app.search.button).toBeEnabled();
  const other = new AgentApp(await context.newPage());
  await other.search.open();
  await other.signOut.click();
  await expect(other.heading).toHaveText('Sign in');
  await show(page);
  await app.saysThatItIsOver();
});
