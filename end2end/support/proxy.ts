// A reverse proxy in front of two server processes, like a load balancer. Browsers see one address. If a process does not run,
// the proxy sends the request to the other one.
import { once } from 'node:events';
import { type IncomingMessage, type Server as HttpServer, type ServerResponse, createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

/** With this header, tests choose the process to which the proxy sends a request first. */
export const PROCESS = 'x-test-process';

export class Proxy {
  /** The addresses of the processes. */
  readonly targets: string[] = [];

  private constructor(private readonly server: HttpServer) {}

  static async open(): Promise<Proxy> {
    const server = createServer((incoming, answer) => proxy.pass(incoming, answer));
    const proxy = new Proxy(server);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return proxy;
  }

  get origin(): string {
    return `http://localhost:${(this.server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise<void>((closed) => this.server.close(() => closed()));
  }

  private pass(incoming: IncomingMessage, answer: ServerResponse): void {
    const body: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => body.push(chunk));
    incoming.on('end', () => {
      const first = Number(incoming.headers[PROCESS] ?? 0);
      this.try([first, ...this.targets.keys()].map((index) => this.targets[index]), incoming, Buffer.concat(body), answer);
    });
  }

  private try([target, ...others]: (string | undefined)[], incoming: IncomingMessage, body: Buffer, answer: ServerResponse): void {
    if (target === undefined) {
      answer.writeHead(502).end();
      return;
    }
    const { method, url, headers } = incoming;
    const passed = request(new URL(url ?? '/', target), { method, headers }, (response) => {
      answer.writeHead(response.statusCode ?? 502, response.headers);
      response.pipe(answer);
      // If a process dies while it sends a response, end the response to the browser too.
      response.on('error', () => answer.destroy());
      answer.on('close', () => response.destroy());
    });
    passed.on('error', () => (answer.headersSent ? answer.destroy() : this.try(others, incoming, body, answer)));
    passed.end(body);
  }
}
