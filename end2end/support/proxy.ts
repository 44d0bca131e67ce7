// A reverse proxy in front of two server processes, like a load balancer. Browsers see one address. If a process does not run,
// the proxy sends the request to the other one. It can also be a bad line, which loses requests.
import { once } from 'node:events';
import { type IncomingMessage, type Server as HttpServer, type ServerResponse, createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

/** With this header, tests choose the process to which the proxy sends a request first. */
export const PROCESS = 'x-test-process';

/** When a bad line loses a request: before the server has got it, or after the server has answered. */
export type Loss = 'before' | 'after';

export class Proxy {
  /** The addresses of the processes. */
  readonly targets: string[] = [];
  /** Decides for each request, by its path, whether it gets lost. */
  loses: (path: string) => Loss | undefined = () => undefined;

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
      const loss = this.loses(new URL(incoming.url ?? '/', this.origin).pathname);
      if (loss === 'before') {
        incoming.socket.destroy();
        return;
      }
      // A browser sends a request again by itself when the connection was used before. Then nothing would be lost.
      answer.shouldKeepAlive = false;
      const first = Number(incoming.headers[PROCESS] ?? 0);
      const targets = [first, ...this.targets.keys()].map((index) => this.targets[index]);
      this.try(targets, incoming, Buffer.concat(body), answer, loss === 'after');
    });
  }

  private try(
    [target, ...others]: (string | undefined)[],
    incoming: IncomingMessage,
    body: Buffer,
    answer: ServerResponse,
    lost: boolean,
  ): void {
    if (target === undefined) {
      answer.writeHead(502).end();
      return;
    }
    const { method, url, headers } = incoming;
    const passed = request(new URL(url ?? '/', target), { method, headers }, (response) => {
      if (lost) {
        response.resume().on('end', () => incoming.socket.destroy());
        return;
      }
      answer.writeHead(response.statusCode ?? 502, response.headers);
      response.pipe(answer);
      // If a process dies while it sends a response, end the response to the browser too.
      response.on('error', () => answer.destroy());
      answer.on('close', () => response.destroy());
    });
    passed.on('error', () => (answer.headersSent ? answer.destroy() : this.try(others, incoming, body, answer, lost)));
    passed.end(body);
  }
}
