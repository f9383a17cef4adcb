import { expect, test } from 'vitest';
import { fieldTexts } from './field-text.ts';

test.each<[string, string, string, ReturnType<typeof fieldTexts>]>([
  ['texts have no quotes', '"20"', '"999"', { before: '20', after: '999' }],
  ['numbers and truth values are as they are', '20', 'true', { before: '20', after: 'true' }],
  ['lists are indented', '["a"]', '{"b":1}', { before: '[\n  "a"\n]', after: '{\n  "b": 1\n}' }],
  ['an absent side stays absent', '"20"', '', { before: '20' }],
  ['a text and a number that read alike differ', '"20"', '20', { before: '"20"', after: '20' }],
  ['an empty text is seen', '""', '"a"', { before: '""', after: 'a' }],
  ['spaces at the end are seen', '"a "', '"a"', { before: '"a "', after: 'a' }],
  ['what is no JSON is shown as it came', 'a"', '"b"', { before: 'a"', after: 'b' }],
])('%s', (_what, desired, observed, shown) => {
  expect(fieldTexts(desired, observed)).toEqual(shown);
});
