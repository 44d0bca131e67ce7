// Takes the pictures of the README anew. Each shows a part of a page that can be read at the size at which the README shows it.
import { ANDROID } from '../support/devices';
import { expect, test } from '../support/fixtures';
import { LinkPanel } from '../support/pages/link-panel';
import { RegistrationPage } from '../support/pages/registration-page';

test.use({ settings: { CIM_MATCH_CODE: 'video-only' } });

/** The width of the pictures of the agent's pages, in the README too. */
const WIDTH = 760;

test('the pictures of the README', async ({ agent, visitor, user }) => {
  const { profile, issue, page } = agent;
  await page.setViewportSize({ width: WIDTH, height: 800 });
  const phone = await visitor({ device: ANDROID, context: { deviceScaleFactor: 2 } });
  const registration = new RegistrationPage(phone.page);
  await issue.open(user.id);
  const link = await issue.generateLink();
  await registration.open(link);
  await expect(registration.continue).toBeEnabled();
  await phone.page.screenshot({ path: 'pictures/2-phone.png' });

  await registration.continue.click();
  const panel = new LinkPanel(page);
  await expect(panel.code).toBeVisible();
  await panel.headline.scrollIntoViewIfNeeded();
  await page.evaluate(() => scrollTo(0, document.querySelector('h1')?.getBoundingClientRect().top ?? 0));
  await page.screenshot({ path: 'pictures/1-link.png' });

  await panel.type((await registration.matchCode.innerText()).trim());
  await registration.says(registration.kind.ready);
  await registration.finish();
  await registration.test.passes();
  await profile.open(user.id, 'authenticators');
  await expect(profile.cards).toHaveCount(1);
  await profile.cards.first().screenshot({ path: 'pictures/3-profile.png' });
});
