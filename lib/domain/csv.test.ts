import fc from 'fast-check';
import { expect, test } from 'vitest';
import { csvLine } from './csv.ts';

test.each([
  ['plain', 'plain'],
  ['', ''],
  ['a,b', '"a,b"'],
  ['say "hi"', '"say ""hi"""'],
  ['two\nlines', '"two\nlines"'],
  ['=1+1', `"'=1+1"`],
  ['+49', `"'+49"`],
  ['-2', `"'-2"`],
  ['@SUM(A1)', `"'@SUM(A1)"`],
  ['\t=1', `"'\t=1"`],
  ['  =1', `"'  =1"`],
  ['＝1+1', `"'＝1+1"`],
  ['|cmd', `"'|cmd"`],
  ['a=1', 'a=1'],
])('%j becomes %j', (text, cell) => {
  expect(csvLine([text])).toBe(`${cell}\r\n`);
});

test('whatever was written, no cell begins a formula and every cell reads back', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const line = csvLine([text]).slice(0, -2);
      const read = line.startsWith('"') ? line.slice(1, -1).replaceAll('""', '"') : line;
      expect(read).not.toMatch(/^\s*[=+\-@]/);
      expect(read.replace(/^'/, '')).toBe(text.replace(/^'/, ''));
    }),
  );
});
