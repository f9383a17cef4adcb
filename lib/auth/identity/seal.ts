import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

const cipher = 'aes-256-gcm';

function keyOf(secret: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', 'bailiwick identity grant', 32));
}

/** Text that only a web server can read again: whoever has the database alone has no token of the provider. */
export function seal(secret: string, text: string): string {
  const nonce = randomBytes(12);
  const sealing = createCipheriv(cipher, keyOf(secret), nonce);
  const body = Buffer.concat([sealing.update(text, 'utf8'), sealing.final()]);
  return Buffer.concat([nonce, sealing.getAuthTag(), body]).toString('base64');
}

/** What was sealed with this secret; null for anything else, as after the secret was changed. */
export function unseal(secret: string, sealed: string): string | null {
  const bytes = Buffer.from(sealed, 'base64');
  if (bytes.length < 28) return null;
  try {
    const opening = createDecipheriv(cipher, keyOf(secret), bytes.subarray(0, 12));
    opening.setAuthTag(bytes.subarray(12, 28));
    return Buffer.concat([opening.update(bytes.subarray(28)), opening.final()]).toString('utf8');
  } catch {
    return null;
  }
}
