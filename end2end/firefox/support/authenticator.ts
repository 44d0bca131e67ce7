// Virtual authenticators by WebDriver (WebAuthn Level 3, section 11): Firefox itself answers navigator.credentials.
import type { Firefox } from './firefox';

/** The kinds of authenticator, by what is different about them. */
export const KINDS = {
  /** The computer or phone that the page is open on. */
  thisDevice: { transport: 'internal' },
  /** A removable security key. */
  securityKey: { transport: 'usb' },
} as const;

export type Kind = keyof typeof KINDS;

export class Authenticator {
  private constructor(
    private readonly firefox: Firefox,
    private readonly path: string,
  ) {}

  /** Gives a Firefox an authenticator, for all of its pages. */
  static async attach(firefox: Firefox, kind: Kind = 'thisDevice'): Promise<Authenticator> {
    const id = await firefox.command<string>('POST', '/webauthn/authenticator', {
      protocol: 'ctap2_1',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserConsenting: true,
      isUserVerified: true,
      ...KINDS[kind],
    });
    return new Authenticator(firefox, `/webauthn/authenticator/${id}`);
  }

  /** Takes it away, as a user does who picks up another device. */
  async detach(): Promise<void> {
    await this.firefox.command('DELETE', this.path);
  }

  /** Whether the face, the finger or the PIN is the right one. Without it, what needs it fails at once. */
  async setUserVerified(isUserVerified: boolean): Promise<void> {
    await this.firefox.command('POST', `${this.path}/uv`, { isUserVerified });
  }

  /** How many passkeys are on it. */
  async count(): Promise<number> {
    return (await this.firefox.command<unknown[]>('GET', `${this.path}/credentials`)).length;
  }
}
