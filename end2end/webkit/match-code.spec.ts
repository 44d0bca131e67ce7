// The match code of a video call, in WebKitGTK on both sides.
import { PASSKEY } from '../support/kinds';
import { HEADLINES } from '../support/pages/link-panel';
import { linkFor } from '../support/webdriver/steps';
import { expect, test } from './support/fixtures';

test.use({ settings: { CIM_MATCH_CODE: 'always' } });

test('the agent types the code that the user reads out, and sees the rest happen', async ({ manager, person, user, database }) => {
  const link = await linkFor(manager, user);
  const { page } = await person();
  await page.goto(link);
  await page.press('Continue');
  await page.says('Read this code out to your RA agent');
  const code = await page.read('//*[contains(@class, "app-match-code")]//*[@aria-hidden]');
  await manager.type('Match code', code);
  await manager.press('Confirm code');
  await page.says(PASSKEY.ready);
  await page.tap(PASSKEY.create);
  await page.says('Registration successful');
  await manager.shows(HEADLINES.registered);

  await page.tap('Test your authenticator');
  await page.shows('Your passkey works');
  await manager.shows('Tested');
  expect(database.linkStates(user)).toEqual(['registered']);
});
