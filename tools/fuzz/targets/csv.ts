import fc from 'fast-check';
import { csvLine } from '#lib/domain/csv.ts';
import { target } from '../target.ts';

const cells = fc.array(
  fc.oneof(
    fc.string({ unit: 'binary', maxLength: 20 }),
    fc.stringMatching(/^[=+@|%\t\r\n"', -]{1,4}[A-Z0-9!()'",]{0,8}$/),
  ),
  { minLength: 1, maxLength: 5 },
);

// Read as RFC 4180 says, not as the writer writes: quoted cells with doubled quotes, else up to the next comma.
function readLine(line: string): string[] {
  const read: string[] = [];
  const cell = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n$)/y;
  for (let match = cell.exec(line); match !== null; match = cell.exec(line)) {
    read.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? '');
    if (match[3] !== ',') break;
  }
  return read;
}

export const csv = target(
  'CSV',
  'a line reads back as the same cells, and no cell begins with what a spreadsheet would run',
  [cells],
  (written) => {
    const read = readLine(csvLine(written));
    if (read.length !== written.length) return false;
    return read.every((text, index) => {
      const isSafe = !/^\s*[=+\-@|%\uff0b\uff0d\uff1d\uff20]/.test(text);
      return isSafe && (text === written[index] || text === `'${written[index]}`);
    });
  },
);
