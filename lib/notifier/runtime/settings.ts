import { z } from 'zod';
import { parseAllowed } from '#lib/domain/alert/reachable.ts';
import { healthVariables, readVariables, replicaVariable } from '#lib/process/read-variables.ts';

const list = z
  .string()
  .default('')
  .transform((text) =>
    text
      .split(',')
      .map((part) => part.trim())
      .filter((part) => part !== ''),
  );

/** The variables of the process, described for the reference. */
export const notifierVariables = z
  .object({
    DATABASE_URL: z.string().min(1).describe('PostgreSQL, as the role `bailiwick_notifier`.'),
    BAILIWICK_PORTAL_URL: z
      .url({ protocol: /^https?$/ })
      .describe('The address of the portal, for links in messages.'),
    SMTP_URL: z
      .union([z.literal(''), z.url({ protocol: /^smtps?$/ })])
      .default('')
      .describe(
        'The mail server, as `smtps://user:password@mail.example.com`; without it no mails are sent.',
      ),
    MAIL_FROM: z.string().default('').describe('The sender of mails; needed with `SMTP_URL`.'),
    BAILIWICK_WEBHOOK_ALLOW: list
      .refine(isReadable, 'are address ranges like 10.20.0.0/16, with commas between')
      .describe(
        'Internal networks in which receivers of webhooks may be, as `10.20.0.0/16`, with commas between.',
      ),
    BAILIWICK_GIVE_UP_HOURS: z.coerce
      .number()
      .min(1)
      .max(240)
      .default(24)
      .describe('Hours after which a message that can not be delivered is given up.'),
    ...replicaVariable,
    ...healthVariables(9466),
  })
  .refine(({ SMTP_URL, MAIL_FROM }) => SMTP_URL === '' || MAIL_FROM.includes('@'), {
    path: ['MAIL_FROM'],
    message: 'names the sender of mails, and is needed with SMTP_URL',
  });

function isReadable(entries: readonly string[]): boolean {
  try {
    parseAllowed(entries);
    return true;
  } catch {
    return false;
  }
}

/** How a notifier runs. */
export interface NotifierSettings {
  databaseUrl: string;
  /** Where the portal is, for links; without a slash at its end. */
  portal: string;
  /** Null where no mails are sent. */
  smtp: { url: string; from: string } | null;
  /** Internal networks in which webhooks may be, as ranges. */
  allowed: readonly string[];
  giveUpSeconds: number;
  replica: string;
  metricsPort: number;
  host: string;
}

/** Reads the settings; the error names each variable that is wrong, never its value. */
export function readSettings(env: Record<string, string | undefined>): NotifierSettings {
  const data = readVariables('notifier', notifierVariables, env);
  return {
    databaseUrl: data.DATABASE_URL,
    portal: data.BAILIWICK_PORTAL_URL.replace(/\/+$/, ''),
    smtp: data.SMTP_URL === '' ? null : { url: data.SMTP_URL, from: data.MAIL_FROM },
    allowed: data.BAILIWICK_WEBHOOK_ALLOW,
    giveUpSeconds: data.BAILIWICK_GIVE_UP_HOURS * 3_600,
    replica: data.BAILIWICK_REPLICA,
    metricsPort: data.METRICS_PORT,
    host: data.HOST,
  };
}
