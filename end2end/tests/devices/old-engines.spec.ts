// Browser engines without the JSON functions of WebAuthn Level 3. The product always uses its own functions instead.
import { expect, test } from '../../support/fixtures';
import { KINDS } from '../../support/kinds';
import { AgentApp } from '../../support/pages/agent-app';

for (const kind of KINDS) {
  test(`${kind.label}: registering, testing and signing in work in an engine without these functions`, async ({ registrar, user, linkFor }) => {
    const { page, registration } = await registrar(kind);
    await page.addInitScript(() => {
      for (const name of ['parseCreationOptionsFromJSON', 'parseRequestOptionsFromJSON', 'getClientCapabilities']) {
        Reflect.deleteProperty(PublicKeyCredential, name);
      }
      Reflect.deleteProperty(PublicKeyCredential.prototype, 'toJSON');
      for (const name of ['signalUnknownCredential', 'signalAllAcceptedCredentials', 'signalCurrentUserDetails']) {
        Reflect.deleteProperty(PublicKeyCredential, name);
      }
    });
    await registration.register(await linkFor(user, kind));
    await registration.test.passes();
    const { signInPage, profile } = new AgentApp(page);
    await signInPage.open();
    await signInPage.signIn();
    await expect(profile.heading).toContainText(user.name);
  });
}

for (const kind of KINDS) {
  test(`${kind.label} can be registered in an engine that reports no transports`, async ({ registrar, user, linkFor }) => {
    const { page, registration } = await registrar(kind);
    await page.addInitScript(() => void Reflect.deleteProperty(AuthenticatorAttestationResponse.prototype, 'getTransports'));
    await registration.register(await linkFor(user, kind));
  });
}
