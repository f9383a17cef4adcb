/** The issuer of the local admin; no provider can be called that, since it is no address. */
export const breakGlassIssuer = 'bailiwick:break-glass';
export const breakGlassName = 'Break-glass admin';

/** How long a code may be used, in milliseconds; the database allows no longer. */
export const codeLifeMs = 10 * 60_000;

// Crockford's: nothing that looks like something else.
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const codeLength = 20;
const groupLength = 5;

/** A code of 100 random bits in groups to be read out: of 20 random bytes. */
export function codeOf(random: Uint8Array): string {
  const letters = Array.from(random.subarray(0, codeLength), (byte) => alphabet[byte % alphabet.length]);
  if (letters.length < codeLength) throw new Error('A code needs 20 random bytes.');
  return (
    letters
      .join('')
      .match(new RegExp(`.{${groupLength}}`, 'g'))
      ?.join('-') ?? ''
  );
}

/** A typed code as it was made: case, spaces and look-alikes do not matter; null for what can be none. */
export function readCode(typed: string): string | null {
  if (typed.length > 100) return null;
  const text = typed.toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1');
  return text.length === codeLength && [...text].every((letter) => alphabet.includes(letter)) ? text : null;
}
