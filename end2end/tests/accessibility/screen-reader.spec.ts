// What a screen reader says, from the first page to the last, to the user and to the agent at the same time; and what it says by
// itself. The transcripts are in transcripts/, for people to read. After a change of words, write them anew:
//
//     cargo xtask test --only browser -- tests/accessibility/screen-reader.spec.ts --update-snapshots
import type { Page } from '@playwright/test';
import { ANDROID } from '../../support/devices';
import { expect, test } from '../../support/fixtures';
import { LinkPanel } from '../../support/pages/link-panel';
import { RegistrationPage } from '../../support/pages/registration-page';
import { ScreenReader } from '../../support/screen-reader';

test.use({ settings: { CIM_MATCH_CODE: 'video-only' } });

/** Makes the device of a page wait for its user, as a real one does, until `answer`. */
async function deviceThatWaits(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const real = CredentialsContainer.prototype.create;
    CredentialsContainer.prototype.create = async function (options) {
      await new Promise((answer) => addEventListener('device-answers', answer, { once: true }));
      return real.call(this, options);
    };
  });
}

async function answer(page: Page): Promise<void> {
  await page.evaluate(() => dispatchEvent(new Event('device-answers')));
}

test('a screen reader says every step of a registration, to the user and to the agent', async ({ agent, visitor, user }) => {
  const { page, authenticator } = await visitor({ device: ANDROID });
  await deviceThatWaits(page);
  const registration = new RegistrationPage(page);
  const panel = new LinkPanel(agent.page);
  const [userHears, agentHears] = [new ScreenReader(page, user), new ScreenReader(agent.page, user)];

  await agent.issue.open(user.id);
  const link = await agent.issue.generateLink();
  await panel.says('waiting');
  await expect(agent.issue.copied).toHaveText('Link copied');
  await agentHears.step('The link was generated');

  await registration.open(link);
  await expect(registration.continue).toBeEnabled();
  await panel.says('opened');
  await userHears.step('The link was opened');
  await agentHears.step('The link was opened');

  await registration.continue.click();
  await expect(registration.matchCode).toBeVisible();
  const code = (await registration.matchCode.innerText()).trim();
  await expect(panel.code).toBeVisible();
  await userHears.step('The page shows a match code');
  await agentHears.step('The agent is asked for the match code');

  await panel.type('000 000');
  await expect(panel.error).toBeVisible();
  await agentHears.step('A wrong code was entered');

  await panel.type(code);
  await expect(registration.create).toBeEnabled();
  await expect(panel.code).toBeHidden();
  await userHears.step('The agent entered the code');
  await agentHears.step('The agent entered the code');

  await agentHears.hears(() => registration.create.click());
  await userHears.step('The device asks the user');
  await agentHears.step('The device asks the user');

  await authenticator.setUserVerified(false);
  await agentHears.hears(() => answer(page));
  await expect(registration.tryAgain).toBeEnabled();
  await userHears.step('The device refused');
  await agentHears.step('The device refused');

  await authenticator.setUserVerified(true);
  await agentHears.hears(async () => {
    await registration.tryAgain.click();
    await expect(registration.create).toBeEnabled();
  });
  await agentHears.hears(() => registration.create.click());
  await agentHears.hears(() => answer(page));
  await expect(registration.test.button).toBeEnabled();
  await expect(panel.notTested).toBeVisible();
  await userHears.step('The passkey is registered');
  await agentHears.step('The passkey is registered');

  await registration.test.passes();
  await expect(panel.tested).toBeVisible();
  await userHears.step('The passkey was tested');
  await agentHears.step('The passkey was tested');

  expect.soft(userHears.transcript()).toMatchSnapshot('user.txt');
  expect.soft(agentHears.transcript()).toMatchSnapshot('agent.txt');
});

test('a screen reader says how many users were found, and the table only to those who read it', async ({ agent, user }) => {
  const { page, search } = agent;
  const hears = new ScreenReader(page, user);
  await search.open();
  await expect(search.button).toBeEnabled();
  await hears.step('Find an existing user');
  await search.find('Jones');
  await expect(search.found).toBeVisible();
  await hears.step('Users were found');
  expect(hears.transcript()).toMatchSnapshot('search.txt');
});
