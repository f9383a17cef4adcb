import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '#tools/process/roots.ts';

/** A server action of the build: anybody may post to its id. */
export interface BuiltAction {
  id: string;
  /** `lib/actions/team.ts#setMemberAction` */
  name: string;
}

const dist = join(projectRoot, process.env.BAILIWICK_DIST ?? '.next-e2e');

function read<T>(file: string): T {
  return JSON.parse(readFileSync(join(dist, file), 'utf8')) as T;
}

// Next.js makes these itself; they are no address that anybody can ask for by name.
const ownOfNext = ['/_not-found', '/_global-error'];

/** Every address pattern that the build answers, pages and API routes. */
export function builtRoutes(): string[] {
  const paths = Object.values(read<Record<string, string>>('app-path-routes-manifest.json'));
  const { staticRoutes, dynamicRoutes, rewrites, redirects } = read<{
    staticRoutes: { page: string }[];
    dynamicRoutes: { page: string }[];
    rewrites: unknown;
    redirects: { internal?: boolean; source: string }[];
  }>('routes-manifest.json');
  // Rewrites and redirects of our own would be further ways in; there are none, and a new one must be thought about.
  const waysIn = [...redirects.filter(({ internal }) => !internal).map(({ source }) => source)];
  if (JSON.stringify(rewrites).includes('"source"')) waysIn.push('a rewrite');
  const pages = [...staticRoutes, ...dynamicRoutes].map(({ page }) => page);
  return [...new Set([...paths, ...pages, ...waysIn])].filter((path) => !ownOfNext.includes(path)).sort();
}

/** Every server action of the build. */
export function builtActions(): BuiltAction[] {
  type Entry = { filename: string; exportedName: string };
  const { node, edge } = read<Record<'node' | 'edge', Record<string, Entry>>>(
    'server/server-reference-manifest.json',
  );
  return Object.entries({ ...node, ...edge })
    .map(([id, { filename, exportedName }]) => ({ id, name: `${filename}#${exportedName}` }))
    .sort((one, other) => one.name.localeCompare(other.name));
}

/** What is on one list and not on the other: nothing, when the table is complete. */
export function unlisted(built: readonly string[], listed: readonly string[]): string[] {
  return [
    ...built.filter((each) => !listed.includes(each)).map((each) => `${each} has no row`),
    ...listed.filter((each) => !built.includes(each)).map((each) => `${each} is not in the build`),
  ];
}
