// A reverse proxy in front of the server, which can hold back the WASM of a page. WebDriver cannot run a script in a page before
// the page's own scripts. While the WASM is held back, a test can: the page has begun, but none of the product's code runs in it.
import { once } from 'node:events';
import { type IncomingMessage, type Server as HttpServer, type ServerResponse, createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The WASM of the next page, which waits. */
export interface Hold {
  /** Resolves when the browser has asked for the WASM. */
  readonly asked: Promise<void>;
  release(): void;
}

export class Gate {
  /** The address of the server. */
  target = '';
  private held: { readonly asked: () => void; readonly released: Promise<void> } | undefined;

  private constructor(private readonly server: HttpServer) {}

  static async open(): Promise<Gate> {
    const server = createServer((incoming, answer) => void gate.pass(incoming, answer));
    const gate = new Gate(server);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return gate;
  }

  /** The origin at which people see the server. */
  get origin(): string {
    return `http://localhost:${(this.server.address() as AddressInfo).port}`;
  }

  /** Holds the WASM back from now on. */
  hold(): Hold {
    let release = (): void => {};
    const released = new Promise<void>((resolve) => {
      release = () => {
        this.held = undefined;
        resolve();
      };
    });
    const asked = new Promise<void>((resolve) => {
      this.held = { asked: resolve, released };
    });
    return { asked, release };
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise<void>((closed) => this.server.close(() => closed()));
  }

  private async pass(incoming: IncomingMessage, answer: ServerResponse): Promise<void> {
    const { method, url = '/', headers } = incoming;
    const isWasm = url.endsWith('.wasm');
    if (isWasm && this.held !== undefined) {
      this.held.asked();
      await this.held.released;
    }
    const passed = request(new URL(url, this.target), { method, headers }, (response) => {
      // A browser that keeps the WASM would not ask for it again on the next page.
      const kept = isWasm ? { 'cache-control': 'no-store' } : {};
      answer.writeHead(response.statusCode ?? 502, { ...response.headers, ...kept });
      response.pipe(answer);
      response.on('error', () => answer.destroy());
      answer.on('close', () => response.destroy());
    });
    passed.on('error', () => answer.destroy());
    incoming.pipe(passed);
  }
}
