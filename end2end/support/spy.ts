// Records the calls of navigator.credentials in a page, and changes what the browser of a page can do. All of this is done by
// scripts that run in the page before the product's own.
import type { Page } from '@playwright/test';

/** A call of create() or get(). */
export interface Asked {
  readonly method: 'create' | 'get';
  /** Whether the call came from a click listener that a person's click started, without an await before it. */
  readonly fromTheTap: boolean;
  readonly attachment?: string;
  readonly residentKey?: string;
  readonly userVerification?: string;
  readonly hints?: string[];
  readonly attestation?: string;
  readonly excluded?: { readonly transports?: string[] }[];
}

/** Records every call, from the next load of a page on. Use `asked` to read the calls. */
export async function spy(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const asked: Asked[] = [];
    Object.assign(window, { asked });

    // `window.event` is still set in the microtasks after its listener, so it does not show whether there was an await. A count
    // of the listeners that are running shows it.
    let running = 0;
    const counting = new WeakMap<object, EventListener>();
    const { addEventListener: listen, removeEventListener: forget } = EventTarget.prototype;
    EventTarget.prototype.addEventListener = function (type, listener, options) {
      if (type !== 'click' || typeof listener !== 'function') return listen.call(this, type, listener, options);
      const counted = counting.get(listener) ?? function (this: EventTarget, event: Event): void {
        running += Number(event.isTrusted);
        try {
          listener.call(this, event);
        } finally {
          running -= Number(event.isTrusted);
        }
      };
      counting.set(listener, counted);
      return listen.call(this, type, counted, options);
    };
    EventTarget.prototype.removeEventListener = function (type, listener, options) {
      const counted = type === 'click' && listener !== null ? counting.get(listener) : undefined;
      return forget.call(this, type, counted ?? listener, options);
    };

    // The browser's own page about a connection that failed has no WebAuthn.
    if (!('CredentialsContainer' in window)) return;
    const real = { create: CredentialsContainer.prototype.create, get: CredentialsContainer.prototype.get };
    CredentialsContainer.prototype.create = function (options) {
      const key = options?.publicKey as PublicKeyCredentialCreationOptions & { hints?: string[] };
      const selection = key.authenticatorSelection;
      asked.push({
        method: 'create',
        fromTheTap: running > 0,
        attachment: selection?.authenticatorAttachment,
        residentKey: selection?.residentKey,
        userVerification: selection?.userVerification,
        hints: key.hints,
        attestation: key.attestation,
        excluded: key.excludeCredentials?.map(({ transports }) => ({ transports })),
      });
      return real.create.call(this, options);
    };
    CredentialsContainer.prototype.get = function (options) {
      const { userVerification, hints } = options?.publicKey as PublicKeyCredentialRequestOptions & { hints?: string[] };
      asked.push({ method: 'get', fromTheTap: running > 0, userVerification, hints });
      return real.get.call(this, options);
    };
  });
}

/** The calls since the page was loaded, in their order. */
export function asked(page: Page): Promise<Asked[]> {
  return page.evaluate(() => (window as unknown as { asked: Asked[] }).asked);
}

/** Asks the browser for another attachment than the server did, as a manipulated page might. */
export async function askForAttachment(page: Page, attachment: AuthenticatorAttachment): Promise<void> {
  await page.addInitScript((attachment) => {
    const real = CredentialsContainer.prototype.create;
    CredentialsContainer.prototype.create = function (options) {
      const selection = options?.publicKey?.authenticatorSelection;
      if (selection !== undefined) selection.authenticatorAttachment = attachment;
      return real.call(this, options);
    };
  }, attachment);
}

/** Sets what getClientCapabilities() returns in the browser. With `undefined`, the browser does not have this function. */
export async function haveCapabilities(page: Page, capabilities: Record<string, boolean> | undefined): Promise<void> {
  await page.addInitScript((capabilities) => {
    Reflect.deleteProperty(PublicKeyCredential, 'getClientCapabilities');
    if (capabilities === undefined) return;
    Object.assign(PublicKeyCredential, { getClientCapabilities: () => Promise.resolve(capabilities) });
  }, capabilities);
}

/** Keeps the dialogue of the device open until the returned function is called. */
export async function holdDialogue(page: Page): Promise<() => Promise<void>> {
  await page.addInitScript(() => {
    const real = CredentialsContainer.prototype.create;
    const pressed = new Promise((resolve) => addEventListener('test-presses', resolve));
    CredentialsContainer.prototype.create = function (options) {
      return pressed.then(() => real.call(this, options));
    };
  });
  return async () => void (await page.evaluate(() => dispatchEvent(new Event('test-presses'))));
}

/** Keeps live events from a page, as some proxies do. */
export async function withoutLiveEvents(page: Page): Promise<void> {
  // These requests never get a response.
  await page.route('**/live/**', () => {});
}

/** Makes the browser refuse to copy to the clipboard. */
export async function withoutCopying(page: Page): Promise<void> {
  await page.addInitScript(() => {
    Clipboard.prototype.writeText = () => Promise.reject(new DOMException('made by the test', 'NotAllowedError'));
  });
}

/** Removes WebAuthn from the browser. */
export async function withoutWebAuthn(page: Page): Promise<void> {
  await page.addInitScript(() => Reflect.deleteProperty(window, 'PublicKeyCredential'));
}

/** Records what the page tells the browser about unknown credentials, from the next load on. Use `told` to read it. */
export async function hearSignals(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const told: unknown[] = [];
    Object.assign(window, { told });
    const signalUnknownCredential = (options: unknown): Promise<void> => Promise.resolve(void told.push(options));
    Object.assign(PublicKeyCredential, { signalUnknownCredential });
  });
}

/** What the page has told the browser about unknown credentials since it was loaded, in the order of the calls. */
export const told = (page: Page): Promise<unknown[]> => page.evaluate(() => (window as unknown as { told: unknown[] }).told);
