const warning = /\b299 \S+ "((?:[^"\\]|\\.)*)"/g;

/** The texts of an answer's `Warning` headers: what the API server has to say although it did as asked. */
export function readWarnings(header: string | string[] | undefined): string[] {
  const lines = header === undefined ? [] : [header].flat();
  return lines.flatMap((line) =>
    [...line.matchAll(warning)].map(([, text = '']) => text.replace(/\\(.)/g, '$1')),
  );
}
