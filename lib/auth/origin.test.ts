import { expect, test } from 'vitest';
import { bearerMatches } from './bearer.ts';
import { originProblem } from './origin.ts';

const ours = 'https://portal.example.com';

test.each<[string, Record<string, string>, string | null]>([
  ['our own page', { origin: ours, 'sec-fetch-site': 'same-origin' }, null],
  ['our own page in a browser that says no more', { origin: ours }, null],
  ['no origin', {}, 'names no origin'],
  ['no origin but a good site', { 'sec-fetch-site': 'same-origin' }, 'names no origin'],
  ['a sandboxed frame', { origin: 'null' }, 'names no origin'],
  ['another site', { origin: 'https://evil.example' }, 'another site'],
  ['another port', { origin: `${ours}:8443` }, 'another site'],
  ['another scheme', { origin: 'http://portal.example.com' }, 'another site'],
  ['a sister host', { origin: ours, 'sec-fetch-site': 'same-site' }, 'another site'],
  ['a name that begins like ours', { origin: `${ours}.evil.example` }, 'another site'],
  ['our origin, told by another site', { origin: ours, 'sec-fetch-site': 'cross-site' }, 'another site'],
  ['typed into the address bar', { origin: ours, 'sec-fetch-site': 'none' }, 'another site'],
])('%s', (_what, headers, problem) => {
  const found = originProblem(new Headers(headers), `${ours}/`);
  if (problem === null) expect(found).toBeNull();
  else expect(found).toContain(problem);
});

test.each([
  ['Bearer right', 'right', true],
  ['Bearer wrong', 'right', false],
  ['Bearer ', '', false],
  ['Bearer undefined', undefined, false],
  ['right', 'right', false],
  [null, 'right', false],
])('the header %j opens the token %j: %j', (header, expected, opens) => {
  expect(bearerMatches(header, expected)).toBe(opens);
});
