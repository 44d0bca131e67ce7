// Virtual authenticators over WebDriver (WebAuthn Level 3, section 11). Firefox itself responds to calls of
// navigator.credentials.
import type { WebDriver } from 'selenium-webdriver';
import { type Credential, Protocol, Transport, VirtualAuthenticatorOptions } from 'selenium-webdriver/lib/virtual_authenticator.js';
import type { Browser } from '../../support/webdriver/browser';

/** The authenticators that a test can choose, and the transport of each. */
export const KINDS = {
  /** The computer or phone on which the page is open. */
  thisDevice: Transport.INTERNAL,
  /** A removable security key. */
  securityKey: Transport.USB,
} as const;

export type Kind = keyof typeof KINDS;

/** The methods for the one virtual authenticator that a driver can have. The types of selenium-webdriver do not have them. */
interface WithAuthenticator extends WebDriver {
  addVirtualAuthenticator(options: VirtualAuthenticatorOptions): Promise<void>;
  removeVirtualAuthenticator(): Promise<void>;
  setUserVerified(verified: boolean): Promise<void>;
  getCredentials(): Promise<Credential[]>;
}

export class Authenticator {
  private constructor(private readonly driver: WithAuthenticator) {}

  /** Adds an authenticator to a Firefox, for all of its pages. */
  static async attach(browser: Browser, kind: Kind = 'thisDevice'): Promise<Authenticator> {
    const driver = browser.driver as WithAuthenticator;
    const options = new VirtualAuthenticatorOptions();
    options.setProtocol(Protocol.CTAP2);
    options.setTransport(KINDS[kind]);
    options.setHasResidentKey(true);
    options.setHasUserVerification(true);
    options.setIsUserVerified(true);
    await driver.addVirtualAuthenticator(options);
    return new Authenticator(driver);
  }

  /** Removes the authenticator, as when a user takes another device. */
  detach(): Promise<void> {
    return this.driver.removeVirtualAuthenticator();
  }

  /** Sets whether the face, the finger or the PIN is the right one. If not, calls that need user verification fail at once. */
  setUserVerified(isUserVerified: boolean): Promise<void> {
    return this.driver.setUserVerified(isUserVerified);
  }

  /** The number of passkeys on the authenticator. */
  async count(): Promise<number> {
    return (await this.driver.getCredentials()).length;
  }
}
