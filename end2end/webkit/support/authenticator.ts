// Authenticators in software: the npm package nid-webauthn-emulator. WebKitGTK has no WebAuthn, so a script puts the package's
// functions into the page as `navigator.credentials`. They pass what they are asked on to the authenticator in this process.
import type { WebDriver } from 'selenium-webdriver';
import {
  AuthenticatorEmulator,
  BrowserInjection,
  PasskeysCredentialsMemoryRepository,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  WebAuthnEmulator,
} from 'nid-webauthn-emulator';
import { VIRTUAL_AAGUID } from '../../support/authenticator';
import type { Kind } from '../../support/kinds';

/** For each kind, an authenticator that is registered as this kind. */
const DEVICES = {
  passkey: { transports: ['internal', 'hybrid'], attachment: 'platform', synced: true },
  'security-key': { transports: ['usb', 'nfc'], attachment: 'cross-platform', synced: false },
  'windows-hello': { transports: ['internal'], attachment: 'platform', synced: false },
} as const satisfies Record<Kind['slug'], object>;

/** A call of `navigator.credentials` in the page. */
type Asked =
  | { readonly method: 'create'; readonly options: PublicKeyCredentialCreationOptionsJSON }
  | { readonly method: 'get'; readonly options: PublicKeyCredentialRequestOptionsJSON };

/** What the script below adds to the window of a page. */
interface Emulated {
  asked?: Asked & { resolve(response: object): void; reject(error: DOMException): void };
  forgotten: string[];
}

export class Authenticator {
  /** What the person does when asked for a face, a finger or a PIN. */
  person: 'verifies' | 'only touches' | 'cancels' = 'verifies';
  /** The passkey of an authenticator that is not synced. See `get`. */
  private made: { readonly id: string; readonly userHandle: string } | undefined;
  private readonly device: (typeof DEVICES)[Kind['slug']];
  private readonly emulator: WebAuthnEmulator;

  constructor(
    private readonly driver: WebDriver,
    private readonly origin: string,
    { slug }: Kind,
  ) {
    this.device = DEVICES[slug];
    const touch = () => (this.person === 'cancels' ? undefined : { options: { up: true, uv: this.person === 'verifies' } });
    const authenticator = new AuthenticatorEmulator({
      aaguid: Uint8Array.from(Buffer.from(VIRTUAL_AAGUID.replaceAll('-', ''), 'hex')),
      transports: [...this.device.transports],
      algorithmIdentifiers: ['ES256'],
      userMakeCredentialInteraction: touch,
      userGetAssertionInteraction: touch,
      // The emulator says of each passkey that it stores that it is synced, and of each that it does not store that it is not.
      stateless: !this.device.synced,
      credentialsRepository: new PasskeysCredentialsMemoryRepository(),
    });
    this.emulator = new WebAuthnEmulator(authenticator);
  }

  /** Puts the authenticator into the page, before the product's own code runs in it. */
  async enter(): Promise<void> {
    await this.driver.executeScript((hasPlatformAuthenticator: boolean) => {
      const page = window as unknown as Emulated;
      const ask = (method: Asked['method']) => (options: never) =>
        new Promise<object>((resolve, reject) => {
          page.asked = { method, options, resolve, reject };
        });
      const forget = async ({ credentialId }: { credentialId: string }): Promise<void> => void page.forgotten.push(credentialId);
      Object.assign(window, {
        forgotten: [],
        webAuthnEmulatorCreate: ask('create'),
        webAuthnEmulatorGet: ask('get'),
        webAuthnEmulatorSignalUnknownCredential: forget,
        PublicKeyCredential: class {
          static async isUserVerifyingPlatformAuthenticatorAvailable(): Promise<boolean> {
            return hasPlatformAuthenticator;
          }
        },
      });
      Object.defineProperty(navigator, 'credentials', { value: {} });
    }, this.device.attachment === 'platform');
    await this.driver.executeScript(BrowserInjection.HookWebAuthnApis);
  }

  /** Waits until the page asks the browser for a ceremony, and answers. */
  async respond(): Promise<void> {
    const asked = await this.driver.wait(
      () =>
        this.driver.executeScript<Asked | null>(() => {
          const { asked } = window as unknown as Emulated;
          return asked === undefined ? null : { method: asked.method, options: asked.options };
        }),
      30_000,
      'the page asks the browser for a ceremony',
    );
    if (asked === null) throw new Error('the page asked for nothing');
    await this.driver.executeScript(
      ({ response, failure }: Answer) => {
        const page = window as unknown as Emulated;
        const { asked } = page;
        delete page.asked;
        if (response !== undefined) asked?.resolve(response);
        if (failure !== undefined) asked?.reject(new DOMException(failure.message, failure.name));
      },
      this.answer(asked),
    );
  }

  /** The IDs of the passkeys that the page has told the browser to forget. */
  forgotten(): Promise<string[]> {
    return this.driver.executeScript(() => (window as unknown as Emulated).forgotten);
  }

  private answer(asked: Asked): Answer {
    try {
      return { response: asked.method === 'create' ? this.create(asked.options) : this.get(asked.options) };
    } catch (error) {
      if (!(error instanceof DOMException)) throw error;
      return { failure: { name: error.name, message: error.message } };
    }
  }

  private create(options: PublicKeyCredentialCreationOptionsJSON): object {
    const response = this.emulator.createJSON(this.origin, options);
    if (!this.device.synced) this.made = { id: response.id, userHandle: options.user.id };
    return { ...response, authenticatorAttachment: this.device.attachment };
  }

  /** Signs. The emulator does not store a passkey that is not synced, so its ID and its user handle are remembered here. */
  private get(options: PublicKeyCredentialRequestOptionsJSON): object {
    const { made } = this;
    const allowed = made && { allowCredentials: [{ type: 'public-key', id: made.id } as const] };
    const { response, ...signed } = this.emulator.getJSON(this.origin, { ...options, ...allowed });
    return {
      ...signed,
      response: { ...response, ...(made && { userHandle: made.userHandle }) },
      authenticatorAttachment: this.device.attachment,
    };
  }
}

/** What the authenticator answers to the page: what it made or signed, or the exception that the browser throws. */
interface Answer {
  readonly response?: object;
  readonly failure?: { readonly name: string; readonly message: string };
}
