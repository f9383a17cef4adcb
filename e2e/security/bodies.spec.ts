import { connect } from 'node:net';
import { theRun } from '../fixtures/run.ts';
import { expect, test } from '../fixtures/test.ts';
import { actions } from './access-table.ts';
import { encodeArguments, form } from './action-body.ts';
import { builtActions } from './build-manifest.ts';
import { desiredRows } from './desired-rows.ts';
import { headersOf } from './open-session.ts';
import { ownOrigin } from './post-action.ts';
import { send } from './send.ts';

const large = 'x'.repeat(257 * 1024);
const addresses = ['/api/sign-in', '/api/csp-report', '/api/auth/signin/oidc', '/api/search', '/requests'];

/** Sends bytes that no HTTP client would send, and reads until the answer is there or the server closes. */
function raw(bytes: string, patienceMs: number, whole = /\r\n\r\n/): Promise<string> {
  const { port } = new URL(theRun().web);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), '127.0.0.1', () => socket.write(bytes));
    let read = '';
    const timer = setTimeout(() => socket.destroy(new Error(`no answer in ${patienceMs} ms`)), patienceMs);
    socket.on('data', (chunk) => {
      read += chunk.toString('utf8');
      if (whole.test(read)) socket.destroy();
    });
    socket.on('error', reject);
    socket.on('close', () => {
      clearTimeout(timer);
      resolve(read);
    });
  });
}

for (const path of addresses) {
  test(`CVE-2024-58259: a large body to ${path} is refused in words`, async () => {
    const answer = await send({ method: 'POST', path, body: large, headers: ownOrigin() });
    expect(answer.status).toBe(413);
    expect(answer.body).toBe('The request is larger than 256 KiB. Shorten it. Nothing was changed.\n');
  });

  test(`CVE-2024-58259: a body to ${path} that hides its length is refused in words`, async () => {
    const head = `POST ${path} HTTP/1.1\r\nhost: localhost\r\norigin: ${theRun().web}\r\n`;
    const answer = await raw(
      `${head}transfer-encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n`,
      60_000,
      /was changed/,
    );
    expect(answer).toMatch(/^HTTP\/1\.1 411 /);
    expect(answer).toContain('Say how long the request is');
  });
}

test('CVE-2024-58259: no action reads a large body, whoever sends it', async () => {
  const before = await desiredRows();
  for (const [name, row] of Object.entries(actions)) {
    const id = builtActions().find((each) => each.name === name)?.id ?? '';
    const { body, contentType } = encodeArguments([null, form({ reason: large })]);
    const headers = {
      ...(await headersOf(row.by)),
      ...ownOrigin(),
      'next-action': id,
      'content-type': contentType,
    };
    const answer = await send({ method: 'POST', path: '/', body, headers });
    expect(answer.status, name).toBe(413);
  }
  expect(await desiredRows()).toEqual(before);
});

test('a report of the content policy may be small only', async () => {
  const answer = await send({ method: 'POST', path: '/api/csp-report', body: 'x'.repeat(17 * 1024) });
  expect(answer.status).toBe(413);
  expect(answer.body).toContain('16 KiB');
});

test('two lengths, or a length and chunks, are no request', async () => {
  const head = 'POST /api/sign-in HTTP/1.1\r\nhost: localhost\r\n';
  for (const lengths of [
    'content-length: 5\r\ntransfer-encoding: chunked\r\n',
    'content-length: 5\r\ncontent-length: 6\r\n',
    'content-length: -5\r\n',
    'content-length: 5, 5\r\n',
  ])
    expect(await raw(`${head}${lengths}\r\nhello`, 60_000), lengths).toMatch(/^HTTP\/1\.1 400 /);
});

test('a body that does not arrive is ended, and nobody else waits for it', async () => {
  const head = `POST /api/sign-in HTTP/1.1\r\nhost: localhost\r\norigin: ${theRun().web}\r\n`;
  const slow = Array.from({ length: 20 }, () =>
    raw(
      `${head}content-type: application/x-www-form-urlencoded\r\ncontent-length: 1000\r\n\r\ncallback`,
      60_000,
    ),
  );
  slow.push(raw(`${head}transfer-encoding: chunked\r\n\r\n5\r\nhello\r\n`, 60_000, /was changed/));
  const began = performance.now();
  expect((await send({ path: '/sign-in' })).status).toBe(200);
  expect(performance.now() - began).toBeLessThan(60_000);
  for (const answer of await Promise.all(slow)) {
    expect(answer).toMatch(/^HTTP\/1\.1 408 /);
    expect(answer).toContain('took too long to arrive');
    for (const header of ["content-security-policy: default-src 'none'", 'x-frame-options: DENY', 'no-store'])
      expect(answer).toContain(header);
  }
});
