import { expect, it } from 'vitest';
import { durationText } from './duration-text.ts';

it.each([
  [-5, '0 ms'],
  [36.4, '36 ms'],
  [999.4, '999 ms'],
  [999.6, '1.0 s'],
  [1_240, '1.2 s'],
  [61_000, '1 min'],
  [840_000, '14 min'],
])('%d is %s', (ms, text) => expect(durationText(ms)).toBe(text));
