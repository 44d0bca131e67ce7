// The operator accepts some models of security keys, but not the user's.
import { YUBIKEY_5_NFC } from '../../support/authenticator';
import { expect, test } from '../../support/fixtures';
import { PASSKEY, SECURITY_KEY, WINDOWS_HELLO } from '../../support/kinds';
import { LinkPanel } from '../../support/pages/link-panel';
import { asked, spy } from '../../support/spy';

test.use({ settings: { CIM_SECURITY_KEY_MODELS: YUBIKEY_5_NFC } });

test('the key is refused, and the user and the agent are told in their own words', async ({ agent, registrar, user, linkFor, database }) => {
  const { page, registration } = await registrar(SECURITY_KEY);
  const link = await linkFor(user, SECURITY_KEY);
  await agent.openLink(user.id);
  await registration.join(link);
  await registration.create.click();
  await registration.says(SECURITY_KEY.refused);
  await expect(page.getByText('You cannot use this type of security key.')).toBeVisible();
  await expect(new LinkPanel(agent.page).attempts).toContainText("Give them one that is on your organisation's approved list.");
  expect(database.linkStates(user)).toEqual(['open']);
  expect(database.audit(user)).toEqual(['generate-link done', 'register refused']);
});

for (const kind of [PASSKEY, WINDOWS_HELLO]) {
  test(`${kind.label} is accepted, and no proof of its model is requested`, async ({ registrar, user, linkFor }) => {
    const { page, registration } = await registrar(kind);
    await spy(page);
    await registration.register(await linkFor(user, kind));
    expect(await asked(page)).toMatchObject([{ attestation: 'none' }]);
  });
}
