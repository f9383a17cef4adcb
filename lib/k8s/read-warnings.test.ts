import { expect, test } from 'vitest';
import { readWarnings } from './read-warnings.ts';

test.each<[string | string[] | undefined, string[]]>([
  [undefined, []],
  ['299 - "unknown field \\"spec.x\\""', ['unknown field "spec.x"']],
  [
    ['299 - "one"', '299 - "two, with a comma"'],
    ['one', 'two, with a comma'],
  ],
  ['299 - "one", 299 - "two"', ['one', 'two']],
  ['110 - "stale"', []],
])('%j', (header, texts) => expect(readWarnings(header)).toEqual(texts));
