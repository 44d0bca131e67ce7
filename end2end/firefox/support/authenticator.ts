// Virtual authenticators by WebDriver (WebAuthn Level 3, section 11): Firefox itself answers navigator.credentials.
import type { WebDriver } from 'selenium-webdriver';
import { type Credential, Protocol, Transport, VirtualAuthenticatorOptions } from 'selenium-webdriver/lib/virtual_authenticator.js';
import type { Firefox } from './firefox';

/** The kinds of authenticator, by what is different about them. */
export const KINDS = {
  /** The computer or phone that the page is open on. */
  thisDevice: Transport.INTERNAL,
  /** A removable security key. */
  securityKey: Transport.USB,
} as const;

export type Kind = keyof typeof KINDS;

/** A driver has one virtual authenticator at a time; its types do not say so. */
interface WithAuthenticator extends WebDriver {
  addVirtualAuthenticator(options: VirtualAuthenticatorOptions): Promise<void>;
  removeVirtualAuthenticator(): Promise<void>;
  setUserVerified(verified: boolean): Promise<void>;
  getCredentials(): Promise<Credential[]>;
}

export class Authenticator {
  private constructor(private readonly driver: WithAuthenticator) {}

  /** Gives a Firefox an authenticator, for all of its pages. */
  static async attach(firefox: Firefox, kind: Kind = 'thisDevice'): Promise<Authenticator> {
    const driver = firefox.driver as WithAuthenticator;
    const options = new VirtualAuthenticatorOptions();
    options.setProtocol(Protocol.CTAP2);
    options.setTransport(KINDS[kind]);
    options.setHasResidentKey(true);
    options.setHasUserVerification(true);
    options.setIsUserVerified(true);
    await driver.addVirtualAuthenticator(options);
    return new Authenticator(driver);
  }

  /** Takes it away, as a user does who picks up another device. */
  detach(): Promise<void> {
    return this.driver.removeVirtualAuthenticator();
  }

  /** Whether the face, the finger or the PIN is the right one. Without it, what needs it fails at once. */
  setUserVerified(isUserVerified: boolean): Promise<void> {
    return this.driver.setUserVerified(isUserVerified);
  }

  /** How many passkeys are on it. */
  async count(): Promise<number> {
    return (await this.driver.getCredentials()).length;
  }
}
