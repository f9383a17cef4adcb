import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { signBody } from './sign.ts';

const at = new Date('2026-11-29T09:00:00.999Z');

test('the time and the body are signed together', () => {
  const [time, signature] = signBody('secret', at, '{"a":1}').split(',v1=');
  expect(time).toBe('t=1795942800');
  expect(signature).toBe(createHmac('sha256', 'secret').update('1795942800.{"a":1}').digest('hex'));
});

test('another secret, time or body makes another signature', () => {
  const signatures = [
    signBody('secret', at, '{}'),
    signBody('other', at, '{}'),
    signBody('secret', at, '{} '),
    signBody('secret', new Date(at.getTime() + 1), '{}'),
  ].map((text) => text.split(',v1=')[1]);
  expect(new Set(signatures).size).toBe(4);
});

// The value that a receiver in another language can check itself against.
test('a known value', () => {
  expect(signBody('whsec_example', new Date(0), 'body')).toBe(
    't=0,v1=a11a785883b7590585419372ebd3321a8dfa8fbbcc5e92fb6e25f527e471b669',
  );
});
