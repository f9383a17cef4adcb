/**
 * Both sides of a differing field as people write them, from JSON text: strings without quotes, lists and objects
 * indented; undefined where the field is absent. Two values of different types that would read alike stay JSON.
 */
export function fieldTexts(desired: string, observed: string): { before?: string; after?: string } {
  const before = readable(desired);
  const after = readable(observed);
  const texts = before === after ? { before: desired, after: observed } : { before, after };
  return {
    ...(desired === '' ? {} : { before: texts.before }),
    ...(observed === '' ? {} : { after: texts.after }),
  };
}

function readable(json: string): string {
  try {
    const value: unknown = JSON.parse(json);
    // Spaces at the ends, and a text that is empty, are seen only between quotes.
    if (typeof value === 'string') return value === '' || value.trim() !== value ? json : value;
    return JSON.stringify(value, null, 2);
  } catch {
    return json;
  }
}
