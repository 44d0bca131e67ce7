// Virtual authenticators. Chromium itself responds to calls of navigator.credentials, with real keys and real signatures.
import type { CDPSession, Page } from '@playwright/test';

/** What an authenticator stores for a passkey. A test can add this to an authenticator of another page. */
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

/** The properties of an authenticator. Those that are left out have the values of a good authenticator. */
export interface Device {
  readonly transport: 'internal' | 'usb' | 'hybrid';
  readonly protocol?: 'ctap2' | 'u2f';
  readonly hasResidentKey?: boolean;
  readonly hasUserVerification?: boolean;
  readonly isUserVerified?: boolean;
  /** Whether it behaves as if somebody touches it at once when it asks for that. */
  readonly automaticPresenceSimulation?: boolean;
  readonly defaultBackupEligibility?: boolean;
  readonly defaultBackupState?: boolean;
}

/** A phone or a computer whose passkeys stay on it. */
export const DEVICE_BOUND: Device = { transport: 'internal' };
/** A phone that copies its passkeys to the other devices of its owner. */
export const SYNCED: Device = { transport: 'internal', defaultBackupEligibility: true, defaultBackupState: true };
/** A phone near the computer on which the page is open. */
export const PHONE_NEARBY: Device = { ...SYNCED, transport: 'hybrid' };
/** A removable security key. */
export const USB_KEY: Device = { transport: 'usb' };
/** An authenticator that says it is a security key, but whose passkeys are copied to other devices. */
export const SYNCED_USB_KEY: Device = { ...SYNCED, transport: 'usb' };
/** An old security key, which has neither a PIN nor passkeys. */
export const U2F_KEY: Device = {
  transport: 'usb',
  protocol: 'u2f',
  hasResidentKey: false,
  hasUserVerification: false,
  isUserVerified: false,
};

/** The AAGUID that all of these authenticators have. */
export const VIRTUAL_AAGUID = '01020304-0506-0708-0102-030405060708';
/** The AAGUID of another model, which none of these authenticators has. */
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

  /** Adds an authenticator to a page, beside those that the page has. It stays when the page goes to another address. */
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

  /** Removes the authenticator from the page, as when a user takes another device. */
  async detach(): Promise<void> {
    await this.cdp.send('WebAuthn.removeVirtualAuthenticator', { authenticatorId: this.authenticatorId });
  }

  async credentials(): Promise<Credential[]> {
    const { credentials } = await this.cdp.send('WebAuthn.getCredentials', { authenticatorId: this.authenticatorId });
    return credentials;
  }

  /** The only passkey on the authenticator. */
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

  /** Sets whether the face, the finger or the PIN is the right one. If not, calls that need user verification fail at once. */
  async setUserVerified(isUserVerified: boolean): Promise<void> {
    await this.cdp.send('WebAuthn.setUserVerified', { authenticatorId: this.authenticatorId, isUserVerified });
  }

  /** Sets whether somebody touches the authenticator when it asks for that. */
  async setTouched(enabled: boolean): Promise<void> {
    await this.cdp.send('WebAuthn.setAutomaticPresenceSimulation', { authenticatorId: this.authenticatorId, enabled });
  }
}
