/** The longest text of a refusal that is kept, in characters. */
export const longestRefusal = 2_000;

// What turns the direction of text or hides in it, and halves of characters.
const hidden = /[\p{Cf}\p{Co}\p{Cs}]/gu;
const control = /[\p{Cc}\u2028\u2029]+/gu;

/** A text that anybody may have written, made fit to be kept and shown: on one line, without tricks, of limited length. */
export function plainText(text: string, longest = longestRefusal): string {
  // Cut before as well, so that a text of a megabyte costs no more than one that is kept.
  const cut = text.slice(0, longest * 2);
  const line = cut.replace(hidden, '').replace(control, ' ').trim();
  return line.length > longest ? `${line.slice(0, longest - 1).toWellFormed()}…` : line;
}
