// The kinds of authenticator, and the words that the pages use for each.
import { type Device as AuthenticatorDevice, DEVICE_BOUND, SYNCED, USB_KEY } from './authenticator';
import { ANDROID, DESKTOP, type Device, WINDOWS } from './devices';

export interface Kind {
  /** The name of the kind in addresses and forms. */
  readonly slug: 'passkey' | 'security-key' | 'windows-hello';
  /** The name of the kind in calls of server functions. */
  readonly name: 'passkey' | 'security_key' | 'windows_hello';
  /** The name of the kind on the pages: of a choice, and of an authenticator. */
  readonly label: string;
  /** The heading of the agent's instructions. */
  readonly issue: string;
  /** The headings of the user's page: at first, before the last tap, and when the server refuses. */
  readonly invited: string;
  readonly ready: string;
  readonly refused: string;
  /** The button that opens the browser's dialogue. */
  readonly create: string;
  /** The words below *Registration successful*. */
  readonly yours: string;
  /** The heading when the test has worked. */
  readonly works: string;
  /** The device on which a user registers this kind, and the authenticator of this device. */
  readonly device: Device;
  readonly authenticator: AuthenticatorDevice;
}

export const PASSKEY: Kind = {
  slug: 'passkey',
  name: 'passkey',
  label: 'Passkey',
  issue: 'Issue a passkey',
  invited: 'Register your passkey',
  ready: 'Create your passkey',
  refused: 'Your passkey was not registered',
  create: 'Create passkey',
  yours: 'Your passkey is ready to use',
  works: 'Your passkey works',
  device: ANDROID,
  authenticator: SYNCED,
};

export const SECURITY_KEY: Kind = {
  slug: 'security-key',
  name: 'security_key',
  label: 'Security key',
  issue: 'Issue a security key',
  invited: 'Register your security key',
  ready: 'Use your security key',
  refused: 'Your security key was not registered',
  create: 'Register security key',
  yours: 'Your security key is ready to use',
  works: 'Your security key works',
  device: DESKTOP,
  authenticator: USB_KEY,
};

export const WINDOWS_HELLO: Kind = {
  slug: 'windows-hello',
  name: 'windows_hello',
  label: 'Windows Hello',
  issue: 'Issue Windows Hello',
  invited: 'Register Windows Hello',
  ready: 'Use Windows Hello',
  refused: 'Windows Hello was not registered',
  create: 'Register Windows Hello',
  yours: 'You can now sign in with Windows Hello on this computer',
  works: 'Windows Hello works',
  device: WINDOWS,
  authenticator: DEVICE_BOUND,
};

/** The headings when the user chooses where to save a passkey, and when a phone or tablet near the computer saves it. */
export const CHOICE = 'Choose where to save your passkey';
export const NEARBY = 'Create a passkey on your phone or tablet';

export const KINDS: readonly Kind[] = [PASSKEY, SECURITY_KEY, WINDOWS_HELLO];
