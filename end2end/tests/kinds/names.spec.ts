// The names of providers and models come from a list that the build adds to the site, and not from the product's own code.
import type { Page } from '@playwright/test';
import { VIRTUAL_AAGUID } from '../../support/authenticator';
import { expect, test } from '../../support/fixtures';
import { LinkPanel } from '../../support/pages/link-panel';
import { ProfilePage } from '../../support/pages/profile-page';

const bytesOf = (aaguid: string): Buffer => Buffer.from(aaguid.replaceAll('-', ''), 'hex');

/** Changes the AAGUID that the authenticator reports. Without attestation it is not signed, so the server does not notice. */
async function reports(page: Page, aaguid: string): Promise<void> {
  await page.route('**/api/finish_registration', async (route) => {
    const body = route.request().postDataJSON() as { credential: string };
    const credential = JSON.parse(body.credential) as { response: { attestationObject: string } };
    const attestation = Buffer.from(credential.response.attestationObject, 'base64url');
    bytesOf(aaguid).copy(attestation, attestation.indexOf(bytesOf(VIRTUAL_AAGUID)));
    credential.response.attestationObject = attestation.toString('base64url');
    await route.continue({ postData: { credential: JSON.stringify(credential) } });
  });
}

for (const [aaguid, name] of [
  ['fbfc3007-154e-4ecc-8c0b-6e020557d7bd', /^iCloud Keychain/],
  ['ea9b8d66-4d01-1d21-3ce4-b6b48cb575d4', /^Google Password Manager/],
  // This AAGUID is not in the list, so the pages show the AAGUID itself.
  ['12345678-1234-1234-1234-123456789abc', /12345678-1234-1234-1234-123456789abc/],
] as const) {
  test(`the user’s page, the panel and the profile name an authenticator that reports ${aaguid}`, async ({ agent, phone, user }) => {
    await agent.issue.open(user.id);
    const link = await agent.issue.generateLink();
    await reports(phone.page, aaguid);
    await phone.registration.register(link);
    await expect(new ProfilePage(phone.page).fact('Saved in')).toHaveText(name);
    const panel = new LinkPanel(agent.page);
    await panel.says('registered');
    await expect(agent.page.locator('.nhsuk-panel')).toContainText(new RegExp(name.source.replace('^', '')));
    await agent.profile.open(user.id, 'authenticators');
    await expect(agent.profile.fact(/^(Saved in|Make and model)$/)).toHaveText(name);
  });
}
