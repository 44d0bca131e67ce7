// People with one name, and with very long names, on the screen of a small phone.
import type { Page } from '@playwright/test';
import { expect, test } from '../../support/fixtures';
import { AgentApp } from '../../support/pages/agent-app';
import { LinkPanel } from '../../support/pages/link-panel';

const NAMES = [
  ['one name', 'Suharto', ''],
  ['one name, which is the last name', '', 'Suharto'],
  ['a very long name', 'Hubert', 'Wolfeschlegelsteinhausenbergerdorff'.repeat(6)],
  ['a very long name, from right to left', 'ليلى', 'حداد'.repeat(50)],
] as const;

/** How far a page is wider than its screen. */
async function excess(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

for (const [which, first, last] of NAMES) {
  test(`${which}: it is shown whole on each page, and no page is wider than the screen`, async ({ agent, phone, user, database }) => {
    const person = database.rename(user, first, last);
    for (const page of [agent.page, phone.page]) await page.setViewportSize({ width: 320, height: 640 });
    await agent.search.open();
    await agent.search.search({ id: person.id });
    await expect(agent.search.row(person.id)).toContainText(person.name);
    expect(await excess(agent.page), 'the results').toBe(0);
    await agent.profile.open(person.id);
    await expect(agent.heading.locator('bdi')).toHaveText(person.name);
    expect(await excess(agent.page), 'the profile').toBe(0);
    await agent.issue.open(person.id);
    expect(await excess(agent.page), 'the instructions').toBe(0);
    const link = await agent.issue.generateLink({ faceToFace: true });
    await expect(agent.heading.locator('bdi')).toHaveText(person.name);
    expect(await excess(agent.page), 'the panel').toBe(0);

    await phone.registration.open(link);
    await expect(phone.registration.main.locator('bdi').first()).toHaveText(person.name);
    expect(await excess(phone.page), 'the invitation').toBe(0);
    await phone.registration.continue.click();
    await phone.registration.finish();
    await new LinkPanel(agent.page).says('registered');
    await phone.registration.test.passes();
    expect(await excess(phone.page), 'the test').toBe(0);
    await phone.page.getByRole('link', { name: 'View your profile (you will need to sign in)' }).click();
    const own = new AgentApp(phone.page);
    await own.signInPage.signIn();
    await expect(own.account).toContainText(person.name);
    expect(await excess(phone.page), 'the own profile').toBe(0);
  });
}
