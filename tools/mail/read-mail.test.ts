import { afterAll, beforeAll, expect, test } from 'vitest';
import { createMailer } from '#lib/notifier/runtime/send-mail.ts';
import { type MailSink, startMailSink } from './mail-sink.ts';

let sink: MailSink;
beforeAll(async () => {
  sink = await startMailSink(0, (address) =>
    address.startsWith('nobody') ? 550 : address.startsWith('later') ? 451 : null,
  );
});
afterAll(() => sink.stop());

const text = (title: string) => ({
  title,
  sentences: ['38 CPU of 40 CPU are in use.', `Häufig: ${'lang '.repeat(60)}`],
  links: [{ label: 'Ask', href: 'https://portal.test/a?quota.requests.cpu=3&x=%2F' }],
});

test.each([
  'payments-prod: CPU requests at 95 %',
  'Zahlungen „Übersee“: Speicher zu 95 % belegt, und noch mehr davon',
])('a mail arrives as it was written: %s', async (title) => {
  const mailer = createMailer(sink.url, 'Bailiwick <portal@bailiwick.test>');
  await mailer.send('one', 'olga@example.test', text(title));
  mailer.close();
  const mail = sink.mails.at(-1) ?? expect.fail('No mail came.');
  expect(mail.to).toEqual(['olga@example.test']);
  expect(mail.headers).toMatchObject({
    subject: title,
    'message-id': '<one@bailiwick.test>',
    'auto-submitted': 'auto-generated',
  });
  for (const part of [
    title,
    ...text('').sentences.map((each) => each.trimEnd()),
    'quota.requests.cpu=3&x=%2F',
  ])
    expect(mail.text).toContain(part);
});

test.each([
  ['nobody@example.test', true, /does not know this address \(550\)/],
  ['later@example.test', false, /did not take it \(451\)/],
])('what the server refuses is told: %s', async (address, final, words) => {
  const mailer = createMailer(sink.url, 'portal@bailiwick.test');
  await expect(mailer.send('two', address, text('T'))).rejects.toMatchObject({
    final,
    message: expect.stringMatching(words),
  });
});

test('a title can’t add a header or another receiver', async () => {
  const mailer = createMailer(sink.url, 'portal@bailiwick.test');
  await mailer.send('three', 'olga@example.test', text('One\r\nBcc: eve@example.test\r\n\r\nTwo'));
  const mail = sink.mails.at(-1);
  expect(mail?.headers.bcc).toBeUndefined();
  expect(mail?.to).toEqual(['olga@example.test']);
});

test('a password is not sent over a connection that is not encrypted', async () => {
  const mailer = createMailer(sink.url.replace('//', '//user:password@'), 'portal@bailiwick.test');
  await expect(mailer.send('four', 'olga@example.test', text('T'))).rejects.toThrow(/did not take it/);
});
