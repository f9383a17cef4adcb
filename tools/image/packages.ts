import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

interface Manifest {
  dependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
}

/**
 * The folders of these packages and of all that they need, relative to the root, found as Node finds them: beside whoever
 * asks, then upwards. A peer counts where it was installed; a name that no folder has (a builtin, an optional one) does not.
 */
export function packageFolders(root: string, names: readonly string[]): string[] {
  const found = new Set<string>();
  const visit = (name: string, from: string) => {
    const folder = find(root, name, from);
    if (folder === undefined || found.has(folder)) return;
    found.add(folder);
    const manifest = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8')) as Manifest;
    const needs = {
      ...manifest.dependencies,
      ...manifest.optionalDependencies,
      ...manifest.peerDependencies,
    };
    for (const need of Object.keys(needs)) if (!toolsOnly.has(need)) visit(need, folder);
  };
  for (const name of names) visit(name, '');
  return [...found].sort();
}

// Peers of packages at build time; at run time nobody asks for them.
const toolsOnly = new Set(['prisma', 'typescript']);

function find(root: string, name: string, from: string): string | undefined {
  for (let folder = from; ; folder = dirname(folder)) {
    const candidate = join(folder, 'node_modules', name);
    if (existsSync(join(root, candidate, 'package.json'))) return candidate;
    if (folder === '' || folder === '.') return undefined;
  }
}

// Maps, types, sources and documents; and Prisma's compilers for other databases, 60 MB of them.
const unread = [
  /\.(map|md|markdown|d\.[cm]?ts|[cm]?ts|tsx|flow|yml)$/,
  /\/(\.github|test|tests|docs|examples|benchmarks?)\//,
  /@prisma\/client\/runtime\/query_compiler_\w+\.(sqlserver|cockroachdb|mysql|sqlite)\./,
  /@prisma\/client\/runtime\/query_compiler_\w+\.js$/,
];

/** Whether a file of a package is read at run time. */
export function isRead(path: string): boolean {
  return !unread.some((pattern) => pattern.test(path));
}
