import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { projectRoot } from '#tools/process/roots.ts';
import { chartFiles } from './generated-files.ts';
import { chartFolder } from './render-chart.ts';

test('what is generated in the chart is what the tables say, and nothing else lies there', () => {
  const files = chartFiles();
  for (const [path, text] of Object.entries(files))
    expect(readFileSync(join(chartFolder, path), 'utf8'), 'run `npm run deploy:generate`').toBe(text);
  const folders = ['templates/rbac', 'templates/policies', 'files'];
  const there = folders
    .filter((folder) => existsSync(join(chartFolder, folder)))
    .flatMap((folder) => readdirSync(join(chartFolder, folder)).map((name) => `${folder}/${name}`));
  const made = Object.keys(files).filter((path) => path.includes('/'));
  expect(there.sort()).toEqual(made.sort());
});

test('the chart has the version of the product', () => {
  const chart = parse(readFileSync(join(chartFolder, 'Chart.yaml'), 'utf8')) as Record<string, string>;
  const product = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')) as { version: string };
  expect([chart.version, chart.appVersion]).toEqual([product.version, product.version]);
});
