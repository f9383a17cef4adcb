import { describe, expect, it } from 'vitest';
import { serializeError, withoutSecrets } from './serialize-error.ts';

describe('withoutSecrets', () => {
  it.each([
    ['postgresql://bailiwick:hunter2@db:5432/x failed', 'postgresql://***@db:5432/x failed'],
    ['Authorization: Bearer abc.def-123', 'Authorization: Bearer ***'],
    ['token eyJhbGciOi.eyJzdWIi.c2ln was refused', 'token *** was refused'],
    ['password=hunter2 host=db', 'password=*** host=db'],
    ['{"password": "hunter 2", "user": "x"}', '{"password": ***, "user": "x"}'],
    ['-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY----- end', '*** end'],
    ['-----BEGIN RSA PRIVATE KEY-----\nMIIE', '***'],
    ['connect ECONNREFUSED 127.0.0.1:5432', 'connect ECONNREFUSED 127.0.0.1:5432'],
    ['relation "token" does not exist', 'relation "token" does not exist'],
  ])('%j', (text, expected) => expect(withoutSecrets(text)).toBe(expected));
});

it('keeps what helps and nothing else', () => {
  const cause = Object.assign(new Error('postgres://a:b@c'), { code: 'ECONNREFUSED', password: 'hunter2' });
  const error = Object.assign(new TypeError('no luck', { cause }), {
    failure: 'unreachable',
    query: 'SELECT secret',
    headers: { authorization: 'Bearer x' },
  });
  const logged = serializeError(error);
  expect(logged).toEqual({
    ...{ type: 'TypeError', message: 'no luck', stack: expect.any(String), failure: 'unreachable' },
    cause: { type: 'Error', message: 'postgres://***@c', stack: expect.any(String), code: 'ECONNREFUSED' },
  });
  expect(JSON.stringify(logged)).not.toMatch(/hunter2|SELECT|Bearer x|a:b/);
});

it('bears what is no error, what is too long, and what causes itself', () => {
  expect(serializeError('oh')).toEqual({ type: 'string', message: 'oh' });
  expect(serializeError(new Error('x'.repeat(9_999))).message).toHaveLength(4_000);
  const error = new Error('round');
  error.cause = error;
  expect(JSON.stringify(serializeError(error)).match(/"message"/g)).toHaveLength(5);
});
