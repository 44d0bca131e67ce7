// A browser translates the page: it puts elements of its own in the place of every text.
import { installClock } from '../../support/clock';
import { expect, test } from '../../support/fixtures';
import { AgentApp } from '../../support/pages/agent-app';
import { LinkPanel } from '../../support/pages/link-panel';
import { type Moment, type Translator, translated } from '../../support/translator';

test.use({ settings: { CIM_MATCH_CODE: 'video-only' } });

const TRANSLATORS: Translator[] = ['replaces the text', 'wraps the text'];
const MOMENTS: Moment[] = ['before the application starts', 'while it runs'];

for (const translator of TRANSLATORS) {
  for (const moment of MOMENTS) {
    test.describe(`a translator ${translator}, ${moment}`, () => {
      test('from the search to the registered and tested authenticator, every text and every button is there', async ({
        agent,
        phone,
        user,
      }) => {
        for (const page of [agent.page, phone.page]) await translated(page, translator, moment);
        const { search, profile, issue } = agent;
        const panel = new LinkPanel(agent.page);
        await search.open();
        await search.search({ lastName: user.lastName, firstName: user.firstName });
        await search.viewProfile(user.id);
        await expect(profile.heading).toContainText(user.name);
        for (const tab of ['Authenticators', 'History', 'Details', 'Authenticators'] as const) {
          await profile.openTab(tab);
          await expect(agent.page.getByRole('heading', { level: 2, name: tab, exact: true })).toBeVisible();
        }
        await agent.page.getByRole('button', { name: 'Issue other authenticator' }).click();
        await issue.continue.click();
        await expect(issue.errors.box).toContainText('Select the type of authenticator');
        await agent.page.getByRole('radio', { name: 'Passkey' }).check();
        await issue.video.check();
        await issue.continue.click();
        const link = await issue.generateLink();
        await panel.says('waiting');
        await expect(panel.countdown).toHaveText(/^Time left: \d+:\d\d$/);

        const { registration } = phone;
        await installClock(phone.page);
        const code = await registration.askForCode(link);
        await panel.says('code');
        await expect(panel.attempts).toContainText('Match code needed');
        await expect(registration.main).toContainText('Waiting for your RA agent');
        await registration.waitLong();
        await registration.typedIt.click();
        await expect(registration.main).toContainText('Your RA agent has not entered this code yet.');
        await panel.type('000 00');
        await expect(panel.error).toHaveText(/Enter the 6-digit code$/);
        await panel.type(code);
        await registration.says('Create your passkey');
        await expect(panel.attempts).toContainText('Ready');
        await phone.authenticator.setUserVerified(false);
        await registration.create.click();
        await registration.says('No passkey was created');
        await expect(panel.attempts).toContainText('Ask them to check their screen lock');
        await phone.authenticator.setUserVerified(true);
        await registration.finishAgain();
        await expect(registration.create).toHaveCount(0);
        await panel.says('registered');
        await expect(panel.notTested).toBeVisible();
        await registration.test.passes();
        await expect(panel.tested).toBeVisible();

        const menu = agent.page.getByRole('navigation', { name: 'Menu' });
        for (const [item, heading] of [
          ['Your profile', 'Amina Okafor'],
          ['Find an existing user', 'Find an existing user'],
          ['Home', 'What do you want to do?'],
        ] as const) {
          await menu.getByRole('link', { name: item }).click();
          await expect(agent.heading).toContainText(heading);
          await expect(menu.getByRole('link')).toHaveText(['Home', 'Find an existing user', 'Roles', 'Organisations', 'Your profile']);
        }
        await phone.page.getByRole('link', { name: 'View your profile (you will need to sign in)' }).click();
        const own = new AgentApp(phone.page);
        await own.signInPage.signIn();
        await expect(own.profile.heading).toContainText(user.name);
      });
    });
  }
}

test('names, codes, links and addresses are not translated', async ({ agent, phone, user }) => {
  const kept = async (words: string): Promise<void> => {
    const texts = agent.page.getByText(words, { exact: true }).filter({ visible: true });
    for (const text of await texts.all()) expect(await text.evaluate((element) => element.closest('[translate=no]') !== null), words).toBe(true);
    expect(await texts.count(), words).toBeGreaterThan(0);
  };
  await agent.search.open();
  await agent.search.search({ lastName: user.lastName, firstName: user.firstName });
  await expect(agent.search.found).toBeVisible();
  for (const words of [user.id, user.email]) await kept(words);
  await agent.profile.open(user.id);
  for (const words of [user.name, user.id, user.email]) await kept(words);
  await agent.issue.open(user.id);
  const link = await agent.issue.generateLink();
  await kept(link);
  await phone.registration.askForCode(link);
  expect(await phone.registration.matchCode.evaluate((element) => element.closest('[translate=no]') !== null)).toBe(true);
});

test('a page that was translated before it started uses what the server sent along, and asks for nothing again', async ({ agent, user }) => {
  await translated(agent.page, 'replaces the text', 'before the application starts');
  const asked: string[] = [];
  agent.page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await agent.profile.open(user.id);
  await expect(agent.profile.heading).toContainText(user.name);
  await agent.search.open();
  await expect(agent.search.button).toBeEnabled();
  expect(asked.filter((path) => path.startsWith('/api/'))).toEqual([]);
});

test('a page that nobody has changed is taken over with all of its elements', async ({ agent }) => {
  await agent.page.addInitScript(() => {
    document.addEventListener('DOMContentLoaded', () => Object.assign(window, { rendered: document.querySelector('h1') }));
  });
  await agent.search.open();
  await expect(agent.search.button).toBeEnabled();
  expect(await agent.page.evaluate(() => (window as unknown as { rendered: Element }).rendered.isConnected)).toBe(true);
});

test('a page that cannot be taken over in spite of all starts afresh', async ({ agent, user, watch }) => {
  watch.expect(/panicked|unreachable|hydration/i);
  await agent.page.addInitScript(() => {
    // The page does not notice the changes.
    window.MutationObserver = class {
      observe(): void {}
      disconnect(): void {}
      takeRecords(): MutationRecord[] {
        return [];
      }
    };
    document.addEventListener('DOMContentLoaded', () => document.querySelector('main')?.replaceChildren('…'));
  });
  await agent.search.open();
  await agent.search.search({ lastName: user.lastName, firstName: user.firstName });
  await expect(agent.search.found).toBeVisible();
});
