import { X509Certificate } from 'node:crypto';
import type { RequestOptions } from 'node:https';

/**
 * When credentials end, in milliseconds since 1970: the token's own word, or the client certificate's, whichever comes
 * first. Null where neither says: a token that is no JWT may end at any time.
 */
export function credentialsEnd(
  authorization: string | undefined,
  certificate: RequestOptions['cert'],
): number | null {
  const ends = [tokenEnd(authorization), certificateEnd(certificate)].filter((end) => end !== null);
  return ends.length === 0 ? null : Math.min(...ends);
}

function tokenEnd(authorization: string | undefined): number | null {
  const [, payload] = authorization?.replace(/^Bearer /, '').split('.') ?? [];
  if (payload === undefined) return null;
  try {
    const claims: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString());
    const end = typeof claims === 'object' && claims !== null && 'exp' in claims ? claims.exp : null;
    return typeof end === 'number' ? end * 1000 : null;
  } catch {
    return null;
  }
}

function certificateEnd(certificate: RequestOptions['cert']): number | null {
  const first = Array.isArray(certificate) ? certificate[0] : certificate;
  if (first === undefined) return null;
  try {
    return new X509Certificate(first).validToDate.getTime();
  } catch {
    return null;
  }
}
