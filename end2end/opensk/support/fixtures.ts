// The fixtures of the tests with a security key in software. Everything is done over HTTP, as the pages do it.
import type { APIRequestContext } from '@playwright/test';
import { call, generateLink } from '../../support/api';
import { expect, test as base } from '../../support/fixtures';
import { type Kind, SECURITY_KEY } from '../../support/kinds';
import { type Response, SecurityKey } from './key';

export { expect } from '@playwright/test';
export { KeyError } from './key';

/** A person with a security key at a computer. */
export class Holder {
  constructor(
    readonly key: SecurityKey,
    private readonly browser: APIRequestContext,
    private readonly origin: string,
  ) {}

  /** Opens a link, presses *Continue*, and returns what the page passes to `navigator.credentials.create()`. */
  async join(link: string): Promise<CreationOptions> {
    const token = new URL(link).hash.slice(1);
    await this.done('look_up_link', { token });
    await this.done('join_link', { token, preflight: null });
    const choice = { place: 'any', without_attestation: false };
    const { options } = await this.done<{ options: string }>('load_registration_options', { token, choice });
    return JSON.parse(options) as CreationOptions;
  }

  /** Registers the key with a link. `change` is what the browser does with the options before it uses them. */
  async register(link: string, change: (options: CreationOptions) => CreationOptions = (options) => options): Promise<Response> {
    const response = await this.key.create(change(await this.join(link)));
    await this.done('finish_registration', { credential: JSON.stringify(response) });
    return response;
  }

  /** What the page passes to `navigator.credentials.get()` to sign in. */
  async signInOptions(): Promise<RequestOptions> {
    return JSON.parse(await this.done<string>('load_sign_in_options', {})) as RequestOptions;
  }

  /** Signs in with the key. */
  async signIn(): Promise<void> {
    await this.done('finish_sign_in', { credential: JSON.stringify(await this.key.get(await this.signInOptions())) });
  }

  /** Generates a link for a user. The person must have signed in. */
  linkFor(user: Parameters<typeof generateLink>[2], kind: Kind = SECURITY_KEY): Promise<string> {
    return generateLink(this.browser, this.origin, user, kind);
  }

  /** Calls a server function, which must do it. */
  async done<Answer = unknown>(name: string, input: object): Promise<Answer> {
    const answer = await call(this.browser, this.origin, name, input);
    expect(answer.ok(), `${name}: ${answer.status()} ${await answer.text()}`).toBe(true);
    return (await answer.json()) as Answer;
  }

  /** Calls a server function, which must refuse. Returns why. */
  async refused(name: string, response: Response): Promise<unknown> {
    const answer = await call(this.browser, this.origin, name, { credential: JSON.stringify(response) });
    expect(answer.ok(), `${name} refuses`).toBe(false);
    return answer.json();
  }
}

export interface CreationOptions {
  readonly publicKey: {
    readonly attestation: string;
    readonly authenticatorSelection: object;
    readonly excludeCredentials?: readonly { readonly id: string }[];
    readonly extensions?: object;
  };
}

export interface RequestOptions {
  readonly publicKey: object;
}

interface TestFixtures {
  /** A person with a new security key. Without a PIN, if none is given. Keys of one seed are copies of each other. */
  holder: (pin?: string, seed?: number) => Promise<Holder>;
}

interface WorkerFixtures {
  /** The first RA Manager, who has registered with the printed link, and has signed in. */
  manager: Holder;
  /** The seeds of the keys. */
  seeds: { next: () => number };
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
  // Then the link for the first RA Manager is for a security key.
  settings: [{ CIM_STAFF_MINIMUM_AAL: 'aal3' }, { scope: 'worker' }],
  seeds: [
    async ({}, use) => {
      let seed = 0;
      await use({ next: () => ++seed });
    },
    { scope: 'worker' },
  ],
  manager: [
    async ({ playwright, server, seeds }, use) => {
      const browser = await playwright.request.newContext();
      const manager = new Holder(SecurityKey.plugIn(server.origin, seeds.next()), browser, server.origin);
      await manager.key.setPin('1234');
      await manager.register(server.invitation ?? '');
      await manager.signIn();
      await use(manager);
      await manager.key.unplug();
      await browser.dispose();
    },
    { scope: 'worker' },
  ],
  holder: async ({ playwright, server, seeds }, use) => {
    const keys: SecurityKey[] = [];
    const browsers: APIRequestContext[] = [];
    await use(async (pin, seed = seeds.next()) => {
      const browser = await playwright.request.newContext();
      const key = SecurityKey.plugIn(server.origin, seed);
      browsers.push(browser);
      keys.push(key);
      if (pin !== undefined) await key.setPin(pin);
      return new Holder(key, browser, server.origin);
    });
    await Promise.all([...keys.map((key) => key.unplug()), ...browsers.map((browser) => browser.dispose())]);
  },
});
