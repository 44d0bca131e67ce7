// A security key that nobody of this project has written: Google's OpenSK, the firmware of real keys, behind Yubico's client, which
// does what a browser does. Real CTAP2 goes between the two, with a PIN.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { type Interface, createInterface } from 'node:readline';

const REPOSITORY = resolve(import.meta.dirname, '../../..');
const PYTHON = process.env['CIM_PYTHON'] ?? join(REPOSITORY, 'target/tools/python/bin/python');
const KEY = process.env['CIM_SOFTWARE_KEY'] ?? join(REPOSITORY, 'target/debug/software-key');

/** The members of a response that tests read. */
export interface Response {
  readonly id: string;
  readonly response: { readonly attestationObject?: string };
}

/** The client or the key refuses, for example because the PIN is wrong. */
export class KeyError extends Error {}

export class SecurityKey {
  private constructor(
    private readonly process: ChildProcess,
    private readonly answers: AsyncIterator<string>,
    private readonly lines: Interface,
  ) {}

  /** A new key without a PIN, in a browser that shows a page of this origin. Keys of one seed have the same random numbers. */
  static plugIn(origin: string, seed: number): SecurityKey {
    const client = spawn(PYTHON, [join(import.meta.dirname, 'client.py'), KEY, `${seed}`, origin], { stdio: ['pipe', 'pipe', 'inherit'] });
    const lines = createInterface({ input: client.stdout });
    return new SecurityKey(client, lines[Symbol.asyncIterator](), lines);
  }

  /** Sets the first PIN of the key. The person types it from then on. */
  async setPin(pin: string): Promise<void> {
    await this.do('set pin', pin);
    await this.typePin(pin);
  }

  /** Sets which PIN the person types. */
  async typePin(pin: string): Promise<void> {
    await this.do('type pin', pin);
  }

  /** `navigator.credentials.create()`. */
  create(options: object): Promise<Response> {
    return this.do('create', options);
  }

  /** `navigator.credentials.get()`. */
  get(options: object): Promise<Response> {
    return this.do('get', options);
  }

  async unplug(): Promise<void> {
    const ended = once(this.process, 'exit');
    this.process.stdin?.end();
    const [code] = (await ended) as [number | null];
    this.lines.close();
    if (code !== 0) throw new Error(`the client of the security key ended with ${code}`);
  }

  private async do<Value>(command: string, input: unknown): Promise<Value> {
    this.process.stdin?.write(`${JSON.stringify({ do: command, with: input })}\n`);
    const { value: line, done } = await this.answers.next();
    if (done) throw new Error('the client of the security key has ended');
    const { value, failure } = JSON.parse(line) as { value: Value; failure?: string };
    if (failure !== undefined) throw new KeyError(failure);
    return value;
  }
}
