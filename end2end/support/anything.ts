// Makes arbitrary JavaScript values and exceptions, from a seed, and puts them in the place of navigator.credentials.
import type { Page } from '@playwright/test';

/** The seed of a run. It is always the same unless SEED is set, so that a change breaks the tests or nothing does. */
export const SEED = Number(process.env['SEED'] ?? 1);

/**
 * Puts a function in the place of create() and get() that returns, throws, resolves to or is rejected with any value: at once,
 * later, after the page has given up, or never. `seed` decides which. `described` says what was chosen.
 */
export async function answerAnything(page: Page, seed: number): Promise<void> {
  await page.addInitScript((seed) => {
    let state = seed >>> 0;
    // mulberry32
    const random = (): number => {
      state = (state + 0x6d2b79f5) >>> 0;
      let mixed = Math.imul(state ^ (state >>> 15), state | 1);
      mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
      return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
    };
    const one = <T>(choices: readonly T[]): T => choices[Math.floor(random() * choices.length)] as T;
    const refuse = (): never => {
      throw new Error('made by the test');
    };
    const NAMES = [
      'NotAllowedError', 'InvalidStateError', 'NotSupportedError', 'ConstraintError', 'SecurityError', 'AbortError',
      'NotReadableError', 'UnknownError', 'OperationError', 'TimeoutError', 'DataError', 'EncodingError', 'TypeError',
      'Error', 'HierarchyRequestError', '', ' ', '__proto__', 'x'.repeat(100_000), '\u0000', '💥',
    ];
    const bytes = (): Uint8Array => Uint8Array.from({ length: Math.floor(random() * 100) }, () => random() * 256);
    const circle = (): object => {
      const circle: Record<string, unknown> = {};
      return Object.assign(circle, { circle, type: circle, name: circle });
    };
    const MAKERS: (() => unknown)[] = [
      () => undefined,
      () => null,
      () => one([true, false, 0, -0, NaN, Infinity, 2 ** 53, 10n ** 30n, Symbol('x'), Symbol.iterator]),
      () => one(NAMES),
      () => one([refuse, () => anything(1), class {}, async () => anything(1), function* () {}]),
      () => one([[], [[]], new Array(10), new Map(), new Set(), new Date(NaN), /x/, new WeakMap(), globalThis, document.body]),
      () => one([bytes(), bytes().buffer, new DataView(new ArrayBuffer(3)), new SharedBytes(), { length: 1e12 }, { byteLength: 5 }]),
      () => new Proxy({}, { get: refuse, has: refuse, ownKeys: refuse, getPrototypeOf: refuse, getOwnPropertyDescriptor: refuse }),
      () => Object.freeze({ name: one(NAMES) }),
      () => Object.assign(Object.create(null) as object, { name: anything(2) }),
      () => Object.defineProperty({}, one(['name', 'type', 'rawId', 'response', 'then', 'toJSON', 'message']), { get: refuse }),
      () => Object.assign(one([new Error('x'), new TypeError('x'), {}]), { name: one([anything(2), one(NAMES)]) }),
      () => new DOMException('made by the test', one(NAMES)),
      () => {
        const frame = document.body.appendChild(document.createElement('iframe'));
        const { DOMException: Theirs } = frame.contentWindow as unknown as typeof globalThis;
        return new Theirs('made by the test', one(NAMES));
      },
      circle,
      () => ({ toJSON: refuse, toString: refuse, valueOf: refuse }),
      () => ({ then: one([refuse, () => {}, (done: (value: unknown) => void) => done(anything(1)), anything(2)]) }),
      () => Object.defineProperty(Promise.resolve(1), 'constructor', { get: refuse }),
      // What looks like a credential, with a part that is none.
      () => credential(),
      () => credential(),
      () => Object.assign(credential(), { [one(['type', 'rawId', 'response', 'authenticatorAttachment'])]: anything(1) }),
    ];
    class SharedBytes {
      readonly byteLength = 5;
      [Symbol.iterator] = refuse;
    }
    const credential = (): object => {
      const part = (usual: unknown): unknown => (random() < 0.5 ? usual : anything(2));
      return {
        id: part('x'),
        type: random() < 0.8 ? 'public-key' : anything(2),
        rawId: part(bytes().buffer),
        authenticatorAttachment: part('platform'),
        response: {
          clientDataJSON: part(bytes()),
          attestationObject: part(bytes().buffer),
          authenticatorData: part(bytes()),
          signature: part(bytes()),
          userHandle: part(null),
          getTransports: part(() => anything(2)),
        },
        getClientExtensionResults: part(() => ({ credProps: part({ rk: anything(2) }) })),
      };
    };
    const anything = (depth = 0): unknown => (depth > 3 ? null : one(MAKERS)());

    const way = one(['return', 'throw', 'resolve', 'reject', 'resolve', 'reject']);
    const delay = one([0, 0, 1_000, 60_000, 600_000, Infinity]);
    const value = (): unknown => anything();
    const described = { way, delay, times: 0 };
    Object.assign(window, { described });
    const answer = (): unknown => {
      described.times++;
      if (way === 'throw') throw value();
      if (way === 'return') return value();
      return new Promise((resolve, reject) => {
        const settle = way === 'resolve' ? resolve : reject;
        if (delay === 0) settle(value());
        else if (delay < Infinity) setTimeout(() => settle(value()), delay);
      });
    };
    Object.assign(CredentialsContainer.prototype, { create: answer, get: answer });
  }, seed);
}

/** How the functions of the page answer, and how often they were called. */
export function described(page: Page): Promise<{ way: string; delay: number; times: number }> {
  return page.evaluate(() => (window as unknown as { described: { way: string; delay: number; times: number } }).described);
}
