import { expect, test } from 'vitest';
import { bodyLimit, bodyRefusal } from './body-limit.ts';

test.each([
  [{}, null],
  [{ 'content-length': '0' }, null],
  [{ 'content-length': String(bodyLimit) }, null],
  [{ 'content-length': String(bodyLimit + 1) }, 413],
  [{ 'content-length': '99999999999999999999999' }, 413],
  [{ 'content-length': 'many' }, 413],
  [{ 'content-length': '-1' }, 413],
  [{ 'transfer-encoding': 'chunked' }, 411],
] as const)('%j is answered with %s', (headers, status) => {
  expect(bodyRefusal(new Headers(headers))?.status ?? null).toBe(status);
});

test('the refusal says how large a request may be', () => {
  expect(bodyRefusal(new Headers({ 'content-length': '20000' }), 16 * 1024)?.message).toContain('16 KiB');
});
