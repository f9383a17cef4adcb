import { createTransport } from 'nodemailer';
import type { MessageText } from '#lib/domain/alert/message.ts';
import { DeliveryError } from '../delivery-error.ts';

/** Sends mails through one server. */
export interface Mailer {
  /** Rejects with a DeliveryError. The id becomes the Message-ID: the same at every attempt. */
  send: (id: string, address: string, text: MessageText) => Promise<void>;
  close: () => void;
}

const patience = {
  connectionTimeout: 10_000,
  greetingTimeout: 10_000,
  socketTimeout: 20_000,
  dnsTimeout: 10_000,
};

/** A mailer for an address like smtps://user:password@mail.example.com; passwords go over encrypted connections only. */
export function createMailer(smtpUrl: string, from: string): Mailer {
  const { username } = new URL(smtpUrl);
  const transport = createTransport({
    ...{ url: smtpUrl, ...patience, requireTLS: username !== '' },
    ...{ disableFileAccess: true, disableUrlAccess: true },
  });
  const domain = from.replace(/^.*@([^@>]+)>?$/, '$1');
  return {
    send: async (id, address, text) => {
      try {
        await transport.sendMail({
          ...{ from, to: { name: '', address }, subject: text.title, text: plainText(text) },
          messageId: `<${id}@${domain}>`,
          headers: { 'Auto-Submitted': 'auto-generated' },
        });
      } catch (error) {
        throw asDeliveryError(error);
      }
    },
    close: () => transport.close(),
  };
}

function plainText({ title, sentences, links }: MessageText): string {
  const paragraphs = [title, ...sentences, ...links.map(({ label, href }) => `${label}:\n${href}`)];
  return `${paragraphs.join('\n\n')}\n`;
}

function asDeliveryError(error: unknown): DeliveryError {
  const { code, responseCode } = error as { code?: unknown; responseCode?: unknown };
  const status = typeof responseCode === 'number' ? responseCode : null;
  // Only what the server says of the receiver is final; a wrong password may be put right.
  if (code === 'EENVELOPE' && status !== null && status >= 500)
    return new DeliveryError(`The mail server does not know this address (${status}).`, true);
  const why = status ?? (typeof code === 'string' ? code : 'no answer');
  return new DeliveryError(`The mail server did not take it (${why}).`);
}
