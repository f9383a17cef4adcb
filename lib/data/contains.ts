/** A filter for text that contains the given one, whatever its case; % and _ stand for themselves, not for anything. */
export function containing(text: string): { contains: string; mode: 'insensitive' } {
  return { contains: text.replace(/[\\%_]/g, '\\$&'), mode: 'insensitive' };
}
