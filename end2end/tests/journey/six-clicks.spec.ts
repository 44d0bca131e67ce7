// An agent's day has thirty registrations. Each of them takes seven clicks, from the home page to the home page. Six of them lead on, and
// one says how the agent checked the identity of the user: that is a statement, so the page never makes it for them. Why they issue the
// authenticator is known, because the user has none.
import { type Page, expect, test } from '../../support/fixtures';
import { PASSKEY } from '../../support/kinds';
import { HOME } from '../../support/pages/home-page';
import { LinkPanel } from '../../support/pages/link-panel';

test.use({ settings: { CIM_MATCH_CODE: 'video-only' } });

/**
 * Counts what the agent clicks, with the mouse or with the keyboard on what has the focus. Enter in a text field also clicks the button
 * of its form, but then the agent has clicked nothing.
 */
async function countClicks(page: Page): Promise<() => Promise<string[]>> {
  await page.evaluate(() => {
    const clicked: string[] = [];
    Object.assign(window, { clicked });
    const count = (event: MouseEvent): void => {
      const target = event.target as HTMLElement;
      const typed = event.detail === 0 && target !== document.activeElement;
      if (event.isTrusted && !typed) clicked.push(target.innerText || (target as HTMLInputElement).value);
    };
    addEventListener('click', count, { capture: true });
  });
  return () => page.evaluate(() => (window as unknown as { clicked: string[] }).clicked);
}

test('an agent who has done it before registers a user in seven clicks', async ({ agent, phone, user, people }) => {
  const { page, home, search, profile, issue } = agent;
  const { registration } = phone;
  const panel = new LinkPanel(page);
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await issue.open(people.next().id);
  await issue.generateLink();

  await home.open();
  await expect(home.field).toBeFocused();
  const clicks = await countClicks(page);
  await page.keyboard.type(`${user.lastName} ${user.firstName}`);
  await page.keyboard.press('Enter');
  await expect(search.found).toBeInViewport();
  await search.viewProfile(user.id);
  await profile.issue.click();
  await issue.kind(PASSKEY).check();
  await expect(issue.video, 'the meeting is the same as the last time').toBeChecked();
  await issue.continue.click();
  await expect(issue.why.getByRole('radio', { name: 'First authenticator' })).toBeChecked();
  await expect(issue.how.getByRole('checkbox', { checked: true })).toHaveCount(0);
  await issue.how.getByRole('checkbox', { name: 'Passport' }).check();
  await expect(issue.generate).toBeInViewport({ ratio: 1 });
  await issue.generate.click();
  await expect(issue.copied).toHaveText(/copied/i);
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(link).toContain('/register#');

  const code = await registration.askForCode(link);
  await expect(panel.code).toBeFocused();
  await page.keyboard.type(code);
  await page.keyboard.press('Enter');
  await registration.says('Create your passkey');
  await registration.create.click();
  await registration.says('Registration successful');
  await panel.says('registered');
  await panel.findAnother.click();
  await expect(home.heading).toHaveText(HOME);
  await expect(home.field).toBeFocused();

  const words = [
    /^View profile/,
    /^Issue other authenticator$/,
    /^passkey$/,
    /^Continue$/,
    /^passport$/,
    /^Generate link$/,
    /^Find another user$/,
  ];
  expect(await clicks()).toEqual(words.map((word) => expect.stringMatching(word) as unknown));
});
