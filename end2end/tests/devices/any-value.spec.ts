// A property test. Whatever create() and get() return or throw, and whenever, the page is in a step that it knows when its time
// limit is over, says what to do in a sentence, and the link still works. The values come from a seed, which is in the name of
// each step. `SEED=$RANDOM ROUNDS=200 npx playwright test any-value` tries others.
import { SEED, answerAnything, described } from '../../support/anything';
import { installClock } from '../../support/clock';
import { expect, test } from '../../support/fixtures';
import { KINDS } from '../../support/kinds';
import { AgentApp } from '../../support/pages/agent-app';
import { TestPanel } from '../../support/pages/test-panel';

const ROUNDS = Number(process.env['ROUNDS'] ?? 8);
/** Longer than the page waits for the browser. */
const LIMIT = '05:20';

/** The headings of all steps that the page can be in after the browser was called. */
const KNOWN = [
  /^(No passkey was created|Windows Hello was not registered|The security key was not registered|Your passkey was not registered)$/,
  /^Your security key was not registered$/,
  /^(This device|This computer|This security key|This phone or tablet) is already registered$/,
  /^(This device cannot save a passkey yet|This security key cannot be used|Windows Hello is not set up on this computer)$/,
  /^(Your device had a problem|Your device could not use the key|Windows Hello had a problem)$/,
  /^(Your browser is still busy|This browser could not do it|Something went wrong on this device)$/,
  /^This web address is not right$/,
];

for (const [index, kind] of KINDS.entries()) {
  test(`whatever create() does, registering ${kind.label} ends in a known step and the link works`, async ({
    registrar,
    people,
    linkFor,
    database,
  }) => {
    for (let round = 0; round < ROUNDS; round++) {
      const seed = SEED + 1000 * index + round;
      await test.step(`seed ${seed}`, async () => {
        const user = people.next();
        const { context, page, registration } = await registrar(kind);
        await answerAnything(page, seed);
        await installClock(page);
        await registration.join(await linkFor(user, kind));
        await registration.create.click();
        await page.clock.fastForward(LIMIT);
        const said = `seed ${seed}: ${JSON.stringify(await described(page))}`;
        await expect(registration.heading, said).not.toHaveText(kind.ready);
        const heading = await registration.heading.innerText();
        expect(KNOWN.some((known) => known.test(heading)), `${said}: ${heading}`).toBe(true);
        // What to do now: a sentence, and a button unless the sentence says that there is nothing to do here.
        const sentence = await registration.main.getByRole('paragraph').first().innerText();
        expect(sentence, said).toMatch(/\.$/);
        const buttons = await registration.main.getByRole('button').count();
        expect(buttons > 0 || /do not need to do anything|open the link again/.test(sentence), `${said}: ${sentence}`).toBe(true);
        expect(database.linkStates(user), said).toEqual(['open']);
        expect((await described(page)).times, said).toBe(1);
        await context.close();
      });
    }
  });
}

for (const [index, where] of (['test', 'sign-in'] as const).entries()) {
  test(`whatever get() does, the page /${where} says what to do and can be used again`, async ({ visitor }) => {
    for (let round = 0; round < ROUNDS; round++) {
      const seed = SEED + 10_000 + 1000 * index + round;
      await test.step(`seed ${seed}`, async () => {
        const { context, page } = await visitor();
        await answerAnything(page, seed);
        await installClock(page);
        await page.goto(`/${where}`);
        const button = where === 'test' ? new TestPanel(page).button : new AgentApp(page).signInPage.button;
        await expect(button).toBeEnabled();
        await button.click();
        await page.clock.fastForward(LIMIT);
        const said = `seed ${seed}: ${JSON.stringify(await described(page))}`;
        await expect(page.locator('[aria-live=assertive]').first(), said).toHaveText(/\S.*\.$/);
        await expect(button, said).toBeEnabled();
        expect((await described(page)).times, said).toBe(1);
        await context.close();
      });
    }
  });
}
