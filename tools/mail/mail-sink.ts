import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { type ReadMail, readMail } from './read-mail.ts';

/** A mail that arrived. */
export interface SunkMail extends ReadMail {
  to: readonly string[];
  at: Date;
}

/** A mail server that keeps what it gets, the newest last, and sends nothing on. */
export interface MailSink {
  url: string;
  mails: readonly SunkMail[];
  stop: () => Promise<void>;
}

const most = 200;

/** Starts a mail server on 127.0.0.1; it refuses the addresses for which `refuse` answers a status. */
export async function startMailSink(
  port = 0,
  refuse: (address: string) => number | null = () => null,
): Promise<MailSink> {
  const mails: SunkMail[] = [];
  const server = new SMTPServer({
    ...{ disabledCommands: ['AUTH', 'STARTTLS'], disableReverseLookup: true, logger: false },
    onRcptTo: ({ address }, _session, done) => {
      const status = refuse(address);
      done(status === null ? null : Object.assign(new Error('Refused.'), { responseCode: status }));
    },
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const to = session.envelope.rcptTo.map(({ address }) => address);
        mails.push({ ...readMail(Buffer.concat(chunks)), to, at: new Date() });
        if (mails.length > most) mails.shift();
        done();
      });
    },
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve());
  });
  const { port: chosen } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${chosen}`,
    mails,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
