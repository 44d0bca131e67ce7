// What a page asks the browser's navigator.credentials for, and from where; and pages whose browser differs. All of it is
// a script that runs in the page before the product's own.
import type { Page } from '@playwright/test';

/** One call of create() or get(). */
export interface Asked {
  readonly method: 'create' | 'get';
  /** Whether a listener for a click that a person made was still running. */
  readonly fromTheTap: boolean;
  readonly attachment?: string;
  readonly residentKey?: string;
  readonly userVerification?: string;
  readonly hints?: string[];
  readonly attestation?: string;
  readonly excluded?: { readonly transports?: string[] }[];
}

/** Notes every call from the next load of a page on. Reads with `asked`. */
export async function spy(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const asked: Asked[] = [];
    Object.assign(window, { asked });

    // `window.event` outlives its listener by the microtasks after it, so it cannot tell an await: a count of the listeners
    // that are running can.
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

/** What the page asked for since it was loaded, the first first. */
export function asked(page: Page): Promise<Asked[]> {
  return page.evaluate(() => (window as unknown as { asked: Asked[] }).asked);
}

/** The browser gets another attachment than the server asked for, as from a page that somebody tampered with. */
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

/** What the browser answers to getClientCapabilities(); undefined: it has no such function. */
export async function haveCapabilities(page: Page, capabilities: Record<string, boolean> | undefined): Promise<void> {
  await page.addInitScript((capabilities) => {
    Reflect.deleteProperty(PublicKeyCredential, 'getClientCapabilities');
    if (capabilities === undefined) return;
    Object.assign(PublicKeyCredential, { getClientCapabilities: () => Promise.resolve(capabilities) });
  }, capabilities);
}

/** The dialogue of the device stays open until the function that is returned is called. */
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

/** A page to which no live event comes, as through a proxy that keeps them back. */
export async function withoutLiveEvents(page: Page): Promise<void> {
  // Never answered.
  await page.route('**/live/**', () => {});
}

/** A browser in which nothing may be copied. */
export async function withoutCopying(page: Page): Promise<void> {
  await page.addInitScript(() => {
    Clipboard.prototype.writeText = () => Promise.reject(new DOMException('made by the test', 'NotAllowedError'));
  });
}

/** A browser without WebAuthn. */
export async function withoutWebAuthn(page: Page): Promise<void> {
  await page.addInitScript(() => Reflect.deleteProperty(window, 'PublicKeyCredential'));
}

/** Notes what the browser is told of unknown credentials, from the next load of a page on. Reads with `told`. */
export async function hearSignals(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const told: unknown[] = [];
    Object.assign(window, { told });
    const signalUnknownCredential = (options: unknown): Promise<void> => Promise.resolve(void told.push(options));
    Object.assign(PublicKeyCredential, { signalUnknownCredential });
  });
}

/** What the browser was told of unknown credentials since the page was loaded, the first first. */
export const told = (page: Page): Promise<unknown[]> => page.evaluate(() => (window as unknown as { told: unknown[] }).told);
