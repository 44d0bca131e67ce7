// A mail server for the tests, over TCP. It keeps the e-mails that `cim` sends, or refuses them when a test says so. To use it,
// start a server with `Server.start(mailbox.settings())`.
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';

/** An e-mail that the server has accepted. */
export interface Mail {
  /** The recipients' addresses in the envelope. */
  readonly recipients: string[];
  readonly subject: string;
  /** The decoded body. */
  readonly text: string;
}

export class Mailbox {
  private readonly taken: Mail[] = [];
  private refusing = false;

  private constructor(private readonly server: SMTPServer) {}

  static async open(): Promise<Mailbox> {
    const server: SMTPServer = new SMTPServer({
      authOptional: true,
      disabledCommands: ['AUTH', 'STARTTLS'],
      onRcptTo: (_address, _session, answer) => answer(mailbox.refusing ? new Error('no such mailbox') : null),
      onData: (stream, session, answer) => {
        const recipients = session.envelope.rcptTo.map(({ address }) => address);
        text(stream).then(
          (data) => {
            mailbox.taken.push({ recipients, ...read(data) });
            answer();
          },
          (error: Error) => answer(error),
        );
      },
    });
    const mailbox = new Mailbox(server);
    server.listen(0, '127.0.0.1');
    await once(server.server, 'listening');
    return mailbox;
  }

  /** The operator's settings for this mail server. */
  settings(): Record<string, string> {
    const { port } = this.server.server.address() as AddressInfo;
    return {
      CIM_SMTP_URL: `smtp://127.0.0.1:${port}`,
      CIM_MAIL_FROM: 'Care Identity <care-identity@example.nhs.uk>',
      CIM_MAIL_CONTACT: 'the RA service desk on 0113 496 0000',
    };
  }

  /** From now on, refuses every recipient, or accepts them again. */
  refuse(refusing = true): void {
    this.refusing = refusing;
  }

  /** All emails, the oldest first. */
  all(): readonly Mail[] {
    return this.taken;
  }

  /** The emails to this address, the oldest first. */
  to(address: string): Mail[] {
    return this.taken.filter(({ recipients }) => recipients.includes(address));
  }

  async close(): Promise<void> {
    await new Promise<void>((closed) => this.server.close(closed));
  }
}

/** Reads the subject and the body of a message with one part. It knows only as much of MIME (RFC 2045) as `cim` uses. */
function read(data: string): { subject: string; text: string } {
  const end = data.indexOf('\r\n\r\n');
  // A line that begins with a space or a tab continues the header before it.
  const head = data.slice(0, end).replaceAll(/\r\n[ \t]+/g, ' ');
  const header = (name: string) => new RegExp(`^${name}: (.*)$`, 'im').exec(head)?.[1]?.trim() ?? '';
  const body = data.slice(end + 4);
  return { subject: header('Subject'), text: decode(body, header('Content-Transfer-Encoding')).replaceAll('\r\n', '\n') };
}

function decode(body: string, encoding: string): string {
  switch (encoding.toLowerCase()) {
    case 'base64':
      return Buffer.from(body, 'base64').toString('utf8');
    case 'quoted-printable': {
      const joined = body.replaceAll(/=\r\n/g, '');
      const bytes = joined.replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
      return Buffer.from(bytes, 'latin1').toString('utf8');
    }
    default:
      return body;
  }
}
