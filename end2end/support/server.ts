// A process `cim serve --demo` with its own folder, database and port.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { Database } from './database';

const REPOSITORY = resolve(import.meta.dirname, '../..');
const BINARY = process.env['CIM_BINARY'] ?? join(REPOSITORY, 'target/release/cim');
const SITE_ROOT = process.env['CIM_SITE_ROOT'] ?? join(REPOSITORY, 'target/site');

/**
 * The next port to try. Each worker has a thousand of its own, below those that the kernel gives to outgoing connections. So nothing
 * else takes a port between the moment when it is chosen and the moment when the server listens.
 */
let nextPort = 20_000 + 1000 * Number(process.env['TEST_PARALLEL_INDEX'] ?? 0);

/** A port on which no program listens. */
async function freePort(): Promise<number> {
  for (;;) {
    const port = nextPort++;
    const probe = createServer();
    probe.listen(port, '127.0.0.1');
    try {
      await once(probe, 'listening');
    } catch {
      continue;
    }
    probe.close();
    await once(probe, 'close');
    return port;
  }
}

export class Server {
  /** The address at which the process listens. */
  readonly address: string;
  /** The origin at which people see it. It differs from the address when there is a proxy in front of it. */
  readonly origin: string;
  readonly database: Database;
  /** Every line that the process wrote to standard output and to standard error. */
  readonly log: string[] = [];
  /** The link for the first RA Manager, if the process printed one at its last start. */
  invitation: string | undefined;
  /** The kind of authenticator that this link registers, for example `security key`. */
  invitationFor: string | undefined;
  private process: ChildProcess | undefined;

  private constructor(
    private readonly folder: string,
    private readonly port: number,
    private readonly settings: Record<string, string>,
  ) {
    this.address = `http://127.0.0.1:${port}`;
    this.origin = settings['CIM_ORIGIN'] ?? `http://localhost:${port}`;
    this.database = new Database(join(folder, 'cim.db'));
  }

  /** Starts a server on an empty database. `settings` are environment variables, such as CIM_SESSION_MINUTES. */
  static async start(settings: Record<string, string> = {}): Promise<Server> {
    const server = new Server(mkdtempSync(join(tmpdir(), 'cim-end2end-')), await freePort(), settings);
    await server.launch();
    return server;
  }

  /** Starts the process with the current database, and waits until it listens. */
  async launch(): Promise<void> {
    this.invitation = undefined;
    // Do not pass on the variables of this process: the server refuses a CIM_ variable that it does not know, and the tests
    // have such variables.
    const env = {
      PATH: process.env['PATH'] ?? '',
      CIM_LISTEN: `127.0.0.1:${this.port}`,
      CIM_ORIGIN: this.origin,
      CIM_DATABASE_URL: `sqlite://${this.database.path}?mode=rwc`,
      CIM_SITE_ROOT: SITE_ROOT,
      // Tests about match codes set this themselves. Without a match code no link works for more than 30 minutes, and with a
      // longer time here the server would warn.
      CIM_MATCH_CODE: 'never',
      CIM_VIDEO_LINK_MINUTES: '30',
      ...this.settings,
    };
    const child = spawn(BINARY, ['serve', '--demo'], { cwd: this.folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
    this.process = child;
    await new Promise<void>((listening, failed) => {
      for (const stream of [child.stdout, child.stderr]) {
        createInterface({ input: stream }).on('line', (line) => {
          this.log.push(line);
          this.invitationFor ??= /the first authenticator, a (.+), for /.exec(line)?.[1];
          this.invitation ??= /^\s+(http\S+\/register#\S+)$/.exec(line)?.[1];
          if (line.startsWith('Listening on ')) listening();
        });
      }
      child.once('error', failed);
      child.once('exit', (code) => failed(new Error(`cim ended with ${code}:\n${this.log.join('\n')}`)));
    });
  }

  /** Ends the process as an operator does. It must end without an error. */
  async stop(): Promise<void> {
    const code = await this.end('SIGTERM');
    if (code !== 0) throw new Error(`cim ended with ${code} after SIGTERM:\n${this.log.join('\n')}`);
  }

  /** Kills the process, in the middle of its work. */
  async kill(): Promise<void> {
    await this.end('SIGKILL');
  }

  /** Ends the process if it runs, and deletes its folder. */
  async dispose(): Promise<void> {
    if (this.process !== undefined) await this.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** The errors and panics in the server's log, after its first `from` lines. */
  errors(from = 0): string[] {
    return this.log.slice(from).filter((line) => /\bERROR\b|panicked/.test(line));
  }

  private async end(signal: 'SIGTERM' | 'SIGKILL'): Promise<number | null> {
    const child = this.process;
    this.process = undefined;
    if (child === undefined || child.exitCode !== null) return child?.exitCode ?? null;
    const exited = once(child, 'exit');
    child.kill(signal);
    const [code] = (await exited) as [number | null];
    return code;
  }
}
