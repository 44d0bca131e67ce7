// Each link accepts only its own kind of authenticator. Because of the options, the browser itself does not offer most of the
// wrong ones. `lets` changes the options in the page, so that only the server can refuse them.
import {
  Authenticator,
  DEVICE_BOUND,
  type Device,
  PHONE_NEARBY,
  SYNCED,
  SYNCED_USB_KEY,
  USB_KEY,
} from '../../support/authenticator';
import { expect, test } from '../../support/fixtures';
import { type Kind, PASSKEY, SECURITY_KEY, WINDOWS_HELLO } from '../../support/kinds';
import { askForAttachment, hearSignals, told } from '../../support/spy';

interface Wrong {
  readonly kind: Kind;
  readonly by: string;
  readonly with: Device;
  readonly lets?: 'platform' | 'cross-platform';
  readonly says: string;
}

const A_KEY = 'You used a security key, but this link is for a passkey. Use your phone, tablet or this computer instead.';
const NO_KEY = 'You used this device or a phone, but this link is for a security key.';
const NO_HELLO = 'That was not Windows Hello. Open this link on the Windows computer you want to sign in on';
const COPIED = 'You used a passkey that is shared between your devices. This link needs one that stays on a single device';

const WRONG: readonly Wrong[] = [
  { kind: PASSKEY, by: 'a security key', with: USB_KEY, says: A_KEY },
  { kind: SECURITY_KEY, by: 'the device itself', with: DEVICE_BOUND, lets: 'platform', says: NO_KEY },
  { kind: SECURITY_KEY, by: 'a synced passkey of the device itself', with: SYNCED, lets: 'platform', says: NO_KEY },
  { kind: SECURITY_KEY, by: 'a phone nearby', with: PHONE_NEARBY, says: NO_KEY },
  { kind: SECURITY_KEY, by: 'a key whose passkeys are copied', with: SYNCED_USB_KEY, says: COPIED },
  { kind: WINDOWS_HELLO, by: 'a security key', with: USB_KEY, lets: 'cross-platform', says: NO_HELLO },
  { kind: WINDOWS_HELLO, by: 'a phone nearby', with: PHONE_NEARBY, lets: 'cross-platform', says: NO_HELLO },
  { kind: WINDOWS_HELLO, by: 'a password manager that copies passkeys', with: SYNCED, says: COPIED },
];

for (const { kind, by, with: wrong, lets, says } of WRONG) {
  test(`a link for a ${kind.label} refuses ${by}, and then accepts the right authenticator`, async ({
    registrar,
    user,
    linkFor,
    database,
  }) => {
    const { page, authenticator, registration } = await registrar(kind);
    const link = await linkFor(user, kind);
    if (lets !== undefined) await askForAttachment(page, lets);
    await hearSignals(page);
    await registration.join(link);
    // Do this only now, because the page says earlier when a device has no built-in authenticator.
    await authenticator.detach();
    const answering = await Authenticator.attach(page, wrong);
    await registration.create.click();
    await registration.says(kind.refused);
    await expect(page.getByText(says)).toBeVisible();
    // The device has stored the credential that the server refused. The page tells the browser that it is unknown, so that the
    // browser does not offer it at sign-in.
    const { credentialId } = await answering.credential();
    expect(await told(page)).toEqual([
      { rpId: 'localhost', credentialId: Buffer.from(credentialId, 'base64').toString('base64url') },
    ]);
    expect(database.linkStates(user)).toEqual(['open']);
    expect(database.authenticators(user)).toEqual([]);

    await answering.detach();
    const right = await registrar(kind);
    await right.registration.register(link);
    expect(database.authenticators(user)).toEqual(['active']);
    expect(database.audit(user)).toEqual(['generate-link done', 'register refused', 'register done']);
  });
}
