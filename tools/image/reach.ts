import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** What a program consists of. */
export interface Reach {
  /** Our files, relative to the root. */
  files: string[];
  /** Names of the packages that they import. */
  packages: string[];
}

const imported = /(?:\bfrom|\bimport|\bimport\(|\bresolve\()\s*['"]([^'"\n]+)['"]/g;
const typesOnly = /\b(?:import|export)\s+type\b[^;'"]*from\s*['"][^'"\n]+['"];?/g;

/** Follows the imports from the entries, as Node would; what only gives types is left out. */
export function reachOf(root: string, entries: readonly string[]): Reach {
  const aliases = readAliases(root);
  const files = new Set<string>();
  const packages = new Set<string>();
  const left = [...entries];
  for (let file = left.pop(); file !== undefined; file = left.pop()) {
    if (files.has(file)) continue;
    files.add(file);
    for (const name of importsOf(join(root, file))) {
      const own = name.startsWith('.') ? join(dirname(file), name) : ownFile(name, aliases);
      if (own === undefined) packages.add(packageName(name));
      // What is no file was in a comment or a text.
      else if (existsSync(join(root, own))) left.push(own);
    }
  }
  return { files: [...files].sort(), packages: [...packages].sort() };
}

function importsOf(path: string): string[] {
  const text = readFileSync(path, 'utf8').replaceAll(typesOnly, '');
  const names = [...text.matchAll(imported)].map(([, name = '']) => name);
  return names.filter((name) => !name.startsWith('node:'));
}

function ownFile(name: string, aliases: [string, string][]): string | undefined {
  const alias = aliases.find(([prefix]) => name.startsWith(prefix));
  return alias && alias[1] + name.slice(alias[0].length);
}

// `"#lib/*": "./lib/*"` of package.json.
function readAliases(root: string): [string, string][] {
  const { imports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    imports: Record<string, string>;
  };
  return Object.entries(imports).map(([from, to]) => [from.replace('*', ''), to.replace(/^\.\/|\*$/g, '')]);
}

function packageName(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}
