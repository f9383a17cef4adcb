import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createLineReader } from './line-reader.ts';

async function* pieces(text: string, size: number) {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function textOf(chunks: AsyncIterable<Buffer>): Promise<string> {
  const found: Buffer[] = [];
  for await (const chunk of chunks) found.push(chunk);
  return Buffer.concat(found).toString();
}

// What looks like the end, and is none.
const row = fc.constantFrom('', 'a', '\\\\.', '\\.x', 'x\\.', '.', '\\', 'ü\t\\N', 'long '.repeat(50));

test('rows come out as they went in, however the pieces are cut', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(row), fc.integer({ min: 1, max: 40 }), async (rows, size) => {
      const text = rows.map((each) => `${each}\n`).join('');
      const reader = createLineReader(pieces(`head\n${text}\\.\nlast\n`, size));
      expect(await reader.line()).toBe('head');
      expect(await textOf(reader.until('\\.'))).toBe(text);
      expect(await reader.line()).toBe('last');
      expect(await reader.line()).toBeNull();
    }),
    { numRuns: 200, seed: 1 },
  );
});

test('what breaks off is told', async () => {
  await expect(textOf(createLineReader(pieces('a\nb\n\\.', 3)).until('\\.'))).rejects.toThrow(
    'its end is missing',
  );
  await expect(createLineReader(pieces('a', 1)).line()).rejects.toThrow('a line has no end');
});
