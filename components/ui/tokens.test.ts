import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { contrast, parseTokens } from './contrast.ts';

const tokens = parseTokens(readFileSync(new URL('../../app/globals.css', import.meta.url), 'utf8'));
const grounds = ['background', 'surface', 'sunken'];
const tones = ['accent', 'ok', 'warning', 'danger', 'info'];

/** Every pair of text and ground that the parts use: 4.5 for text, 3 for borders of controls and focus rings (WCAG 1.4.3, 1.4.11). */
const pairs: [string, string, number][] = [
  ...['foreground', 'muted', 'subtle'].flatMap((text) =>
    [...grounds, 'accent-subtle'].map((ground): [string, string, number] => [text, ground, 4.5]),
  ),
  ...tones.flatMap((tone) =>
    [...grounds, `${tone}-subtle`].map((ground): [string, string, number] => [tone, ground, 4.5]),
  ),
  ...tones.flatMap((tone): [string, string, number][] => [
    ['foreground', `${tone}-subtle`, 4.5],
    ['muted', `${tone}-subtle`, 4.5],
  ]),
  ['on-accent', 'accent', 4.5],
  ['on-danger', 'danger', 4.5],
  ...grounds.flatMap((ground): [string, string, number][] => [
    ['border-strong', ground, 3],
    ['ring', ground, 3],
  ]),
];

describe.each(['light', 'dark'] as const)('%s theme', (theme) => {
  it.each(pairs)('%s on %s has a contrast of at least %d', (text, ground, least) => {
    const [front, back] = [tokens.get(text), tokens.get(ground)];
    if (!front || !back) throw new Error(`globals.css has no token ${front ? ground : text}`);
    expect(contrast(front[theme], back[theme])).toBeGreaterThanOrEqual(least);
  });
});

it('computes the known extremes', () => {
  expect(contrast([1, 0, 0], [0, 0, 0])).toBeCloseTo(21, 3);
  expect(contrast([0.5, 0, 0], [0.5, 0, 0])).toBe(1);
});
