import { expect, it } from 'vitest';
import { makeCertificate } from '#tools/test/make-certificate.ts';
import { credentialsEnd } from './credentials-end.ts';

const bearer = (claims: string) => `Bearer x.${Buffer.from(claims).toString('base64url')}.y`;
const { cert } = makeCertificate('someone', new Date('2030-01-02T03:04:05Z'));
const certificateEnd = Date.parse('2030-01-02T03:04:05Z');

it.each<[string, string | undefined, string | undefined, number | null]>([
  ['nothing', undefined, undefined, null],
  ['a token', bearer('{"exp":1800000000}'), undefined, 1_800_000_000_000],
  ['a certificate', undefined, cert, certificateEnd],
  ['both: the first', bearer('{"exp":1800000000}'), cert, 1_800_000_000_000],
  ['a token without an end', bearer('{"sub":"x"}'), undefined, null],
  ['a token that is not JSON', bearer('{'), undefined, null],
  ['a token that is no JWT', 'Bearer opaque', undefined, null],
  ['a certificate that is none', undefined, 'nonsense', null],
])('%s', (_title, authorization, certificate, end) => {
  expect(credentialsEnd(authorization, certificate)).toBe(end);
});
