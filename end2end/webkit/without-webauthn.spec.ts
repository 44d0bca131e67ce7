// WebKitGTK as it is: a browser that has no WebAuthn at all. Nothing is put into the user's page.
import { KINDS } from '../support/kinds';
import { HEADLINES } from '../support/pages/link-panel';
import { linkFor } from '../support/webdriver/steps';
import { expect, test } from './support/fixtures';
import { register } from './support/steps';

for (const kind of KINDS) {
  test(`${kind.label}: the page says where to open the link, the agent sees why, and there it works`, async ({ manager, plain, person, user, database }) => {
    const link = await linkFor(manager, user, kind);
    const page = await plain();
    await page.goto(link);
    await page.says('You need a different browser');
    await page.shows('not inside another app. Your link still works.');
    await page.press('Copy link');
    await page.shows('Link copied. Open your browser and paste it into the address bar.');
    await manager.shows(HEADLINES.opened);
    await manager.shows('This browser cannot create passkeys.');
    await manager.shows('Ask them to open the link in an up-to-date version of Safari, Chrome, Edge or Firefox.');
    expect(database.linkStates(user)).toEqual(['open']);

    const { page: other } = await person(kind);
    await register(other, link, kind);
    await manager.shows(HEADLINES.registered);
  });
}
