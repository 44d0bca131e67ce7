// Each link takes its own kind of authenticator and no other. The browser keeps most of the wrong ones away by the options
// that it was sent; `lets` changes those in the page, so that the server alone is left to judge.
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

const A_KEY = 'That was a security key. This link is for a passkey: use your phone, your tablet or this computer.';
const NO_KEY = 'That was this device itself, or a phone. This link is for a security key:';
const NO_HELLO = 'That was not Windows Hello. Open this link on the Windows computer that you want to sign in on';
const COPIED = 'That was a passkey that is copied between devices. This link needs an authenticator that stays in one device';

const WRONG: readonly Wrong[] = [
  { kind: PASSKEY, by: 'a security key', with: USB_KEY, says: A_KEY },
  { kind: SECURITY_KEY, by: 'the device itself', with: DEVICE_BOUND, lets: 'platform', says: NO_KEY },
  { kind: SECURITY_KEY, by: 'a synced passkey of the device itself', with: SYNCED, lets: 'platform', says: NO_KEY },
  { kind: SECURITY_KEY, by: 'a phone nearby', with: PHONE_NEARBY, says: NO_KEY },
  { kind: SECURITY_KEY, by: 'a key that is copied', with: SYNCED_USB_KEY, says: COPIED },
  { kind: WINDOWS_HELLO, by: 'a security key', with: USB_KEY, lets: 'cross-platform', says: NO_HELLO },
  { kind: WINDOWS_HELLO, by: 'a phone nearby', with: PHONE_NEARBY, lets: 'cross-platform', says: NO_HELLO },
  { kind: WINDOWS_HELLO, by: 'a password manager that copies', with: SYNCED, says: COPIED },
];

for (const { kind, by, with: wrong, lets, says } of WRONG) {
  test(`a link for a ${kind.label}, answered by ${by}: refused, and the right one works with the same link`, async ({
    registrar,
    user,
    linkFor,
    database,
  }) => {
    const { page, authenticator, registration } = await registrar(kind);
    const link = await linkFor(user, kind);
    if (lets !== undefined) await askForAttachment(page, lets);
    await hearSignals(page);
    await registration.begin(link);
    // Only now: a device without anything of its own is told so earlier.
    await authenticator.detach();
    const answering = await Authenticator.attach(page, wrong);
    await registration.create.click();
    await registration.says(kind.refused);
    await expect(page.getByText(says)).toBeVisible();
    // The device keeps what the server refused: it is told, so that it does not offer it at sign-in.
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
