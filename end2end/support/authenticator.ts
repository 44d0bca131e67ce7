// Virtual authenticators: Chromium itself answers navigator.credentials, with a real key and a real signature.
import type { CDPSession, Page } from '@playwright/test';

/** What an authenticator keeps of a passkey; enough to carry it to another page. */
export interface Credential {
  credentialId: string;
  isResidentCredential: boolean;
  rpId?: string;
  privateKey: string;
  userHandle?: string;
  signCount: number;
  backupEligibility?: boolean;
  backupState?: boolean;
}

/** How an authenticator is made, where it differs from a good one. */
export interface Device {
  readonly transport: 'internal' | 'usb' | 'hybrid';
  readonly protocol?: 'ctap2' | 'u2f';
  readonly hasResidentKey?: boolean;
  readonly hasUserVerification?: boolean;
  readonly isUserVerified?: boolean;
  /** Whether somebody touches it as soon as it blinks. */
  readonly automaticPresenceSimulation?: boolean;
  readonly defaultBackupEligibility?: boolean;
  readonly defaultBackupState?: boolean;
}

/** A phone or a computer that keeps the passkey to itself. */
export const DEVICE_BOUND: Device = { transport: 'internal' };
/** A phone that copies its passkeys to its owner's other devices. */
export const SYNCED: Device = { transport: 'internal', defaultBackupEligibility: true, defaultBackupState: true };
/** A phone beside the computer that the page is open on. */
export const PHONE_NEARBY: Device = { ...SYNCED, transport: 'hybrid' };
/** A removable security key. */
export const USB_KEY: Device = { transport: 'usb' };
/** What calls itself a security key, and is copied. */
export const SYNCED_USB_KEY: Device = { ...SYNCED, transport: 'usb' };
/** An old security key, that knows neither PIN nor passkeys. */
export const U2F_KEY: Device = {
  transport: 'usb',
  protocol: 'u2f',
  hasResidentKey: false,
  hasUserVerification: false,
  isUserVerified: false,
};

/** The AAGUID of all of them. */
export const VIRTUAL_AAGUID = '01020304-0506-0708-0102-030405060708';
/** The AAGUID of a model that none of them is. */
export const YUBIKEY_5_NFC = '2fc0579f-8113-47ea-b116-bb5a8db9202a';

const SESSIONS = new WeakMap<Page, CDPSession>();

async function session(page: Page): Promise<CDPSession> {
  const known = SESSIONS.get(page);
  if (known !== undefined) return known;
  const cdp = await page.context().newCDPSession(page);
  SESSIONS.set(page, cdp);
  await cdp.send('WebAuthn.enable', { enableUI: false });
  return cdp;
}

export class Authenticator {
  private constructor(
    private readonly cdp: CDPSession,
    private readonly authenticatorId: string,
  ) {}

  /** Gives a page an authenticator, beside those that it has; it stays when the page goes elsewhere. */
  static async attach(page: Page, device: Device = DEVICE_BOUND): Promise<Authenticator> {
    const cdp = await session(page);
    const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        ctap2Version: 'ctap2_1',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
        ...device,
      },
    });
    return new Authenticator(cdp, authenticatorId);
  }

  /** Takes it away from the page, as a user does who picks up another device. */
  async detach(): Promise<void> {
    await this.cdp.send('WebAuthn.removeVirtualAuthenticator', { authenticatorId: this.authenticatorId });
  }

  async credentials(): Promise<Credential[]> {
    const { credentials } = await this.cdp.send('WebAuthn.getCredentials', { authenticatorId: this.authenticatorId });
    return credentials;
  }

  /** The only passkey on it. */
  async credential(): Promise<Credential> {
    const credentials = await this.credentials();
    if (credentials.length !== 1) throw new Error(`there are ${credentials.length} passkeys on the authenticator`);
    return credentials[0] as Credential;
  }

  async add(credential: Credential): Promise<void> {
    await this.cdp.send('WebAuthn.addCredential', { authenticatorId: this.authenticatorId, credential });
  }

  async remove(credential: Credential): Promise<void> {
    const { credentialId } = credential;
    await this.cdp.send('WebAuthn.removeCredential', { authenticatorId: this.authenticatorId, credentialId });
  }

  /** Whether the face, the finger or the PIN is the right one. Without it, what needs it fails at once. */
  async setUserVerified(isUserVerified: boolean): Promise<void> {
    await this.cdp.send('WebAuthn.setUserVerified', { authenticatorId: this.authenticatorId, isUserVerified });
  }

  /** Whether somebody touches it when it blinks. */
  async setTouched(enabled: boolean): Promise<void> {
    await this.cdp.send('WebAuthn.setAutomaticPresenceSimulation', { authenticatorId: this.authenticatorId, enabled });
  }
}
