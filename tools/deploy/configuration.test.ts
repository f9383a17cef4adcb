import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { configurationDocument, variableFacts } from './configuration-document.ts';

const facts = Object.values(variableFacts()).flat();

test.each(facts.map((fact) => [fact.name, fact] as const))('%s says what it is for', (_name, fact) => {
  expect(fact.description).toMatch(/^[A-Z].*\.$/s);
});

test('the reference is that of the schemas', () => {
  const text = readFileSync(new URL('../../docs/configuration.md', import.meta.url), 'utf8');
  expect(text, 'run `npm run deploy:generate`').toBe(configurationDocument());
});

// Of Node and Next, or of the local stack alone.
const notOurs = ['NODE_ENV', 'NEXT_RUNTIME', 'PORT', 'BAILIWICK_DIST'];

test('names every variable that the code of the product reads', () => {
  const known = new Set([...facts.map(({ name }) => name), ...notOurs]);
  expect(
    sources()
      .flatMap(namesRead)
      .filter((name) => !known.has(name)),
  ).toEqual([]);
});

test('a variable that is read in any of the ways in use is found', () => {
  const text = 'const { A_B: x, C_D } =\n  process.env; env.E_F; process.env.G_H';
  expect(namesRead(text)).toEqual(['A_B', 'C_D', 'E_F', 'G_H']);
});

function namesRead(text: string): string[] {
  const destructured = [...text.matchAll(/\{([^{}]*)\}\s*=\s*(?:process\.)?env\b/g)].flatMap(
    ([, names = '']) => names.match(/\b[A-Z][A-Z\d]*_[A-Z\d_]+\b/g) ?? [],
  );
  const dotted = [...text.matchAll(/\benv\.([A-Z][A-Z\d_]*)\b/g)].map(([, name = '']) => name);
  return [...destructured, ...dotted];
}

function sources(): string[] {
  const own = ['instrumentation.ts', 'proxy.ts'].map((name) => new URL(`../../${name}`, import.meta.url));
  const below = ['lib', 'app', 'components'].flatMap((folder) => {
    const root = new URL(`../../${folder}/`, import.meta.url);
    return readdirSync(root, { recursive: true, encoding: 'utf8' })
      .filter((path) => /\.tsx?$/.test(path) && !/\.test\.|test-fixture|^data\/generated/.test(path))
      .map((path) => new URL(path, root));
  });
  return [...own, ...below].map((url) => readFileSync(url, 'utf8'));
}
