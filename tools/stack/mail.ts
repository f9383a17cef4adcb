import { join } from 'node:path';
import { failWhenGone } from '#tools/process/child.ts';
import { failure } from '#tools/process/failure.ts';
import { projectRoot } from '#tools/process/roots.ts';
import { until } from '#tools/test/until.ts';
import type { Home } from './home.ts';
import type { Progress } from './progress.ts';
import type { Supervisor } from './supervisor.ts';

/** The mail server of the stack as the notifier's environment, and where its mails can be looked at; null for somebody's own. */
export interface StackMail {
  env: { SMTP_URL: string; MAIL_FROM: string };
  box: string | null;
}

/** Starts a mail server that sends nothing on, or takes SMTP_URL with MAIL_FROM. */
export async function prepareMail(
  home: Home,
  ports: { smtp: number; mailBox: number },
  progress: Progress,
  supervisor: Supervisor,
): Promise<StackMail> {
  const { SMTP_URL, MAIL_FROM } = process.env;
  if (SMTP_URL) {
    if (!MAIL_FROM) throw failure('SMTP_URL needs MAIL_FROM, the sender of mails.');
    return { env: { SMTP_URL, MAIL_FROM }, box: null };
  }
  const box = `http://127.0.0.1:${ports.mailBox}`;
  await progress.step('Local mail server', async (note) => {
    const child = await supervisor.run(
      {
        name: 'mail server',
        command: process.execPath,
        args: [join(projectRoot, 'tools/mail/main.ts'), String(ports.smtp), String(ports.mailBox)],
        logFile: home.log('mail'),
        env: process.env,
      },
      'then',
    );
    const answers = async () => (await fetch(box)).ok;
    await Promise.race([
      until(answers, { deadlineMs: 20_000, what: 'the mail server' }),
      failWhenGone(child),
    ]);
    note(box);
  });
  const env = { SMTP_URL: `smtp://127.0.0.1:${ports.smtp}`, MAIL_FROM: 'Bailiwick <bailiwick@localhost>' };
  return { env, box };
}
