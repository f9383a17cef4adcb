import { cpSync, existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { failure } from '#tools/process/failure.ts';
import { projectRoot } from '#tools/process/roots.ts';
import { imageEntries } from './commands.ts';
import { isRead, packageFolders } from './packages.ts';
import { reachOf } from './reach.ts';

/** Beside what Node loads: the migrations and the manifests of the cluster. */
const data = ['prisma/schema.prisma', 'prisma/migrations', 'deploy/rbac', 'deploy/policies', 'LICENSE'];

// 20 MB that Next.js loads when it scales a picture, which next.config.js switches off.
const scaler = /\/node_modules\/(sharp|@img)$/;

// Next.js links packages under hashed names; by itself Node would make such links absolute.
const asItIs = { recursive: true, verbatimSymlinks: true };

/** What was built. */
export interface ImageTree {
  dir: string;
  files: number;
  bytes: number;
}

/**
 * Lays out in `into` what the image holds, byte for byte: Next.js's standalone server with its files for browsers, our own
 * TypeScript that the other processes reach, their packages, migrations and manifests. The folder is made anew.
 */
export function buildTree(into: string, dist: string): ImageTree {
  const standalone = join(projectRoot, dist, 'standalone');
  if (!existsSync(join(standalone, 'server.js')))
    throw failure(`There is no build of the web server in ${dist}.`);
  rmSync(into, { recursive: true, force: true });
  mkdirSync(into, { recursive: true });
  const take = (path: string, only = (_path: string) => true) => {
    const filter = (file: string) => only(relative(projectRoot, file));
    cpSync(join(projectRoot, path), join(into, path), { ...asItIs, filter });
  };
  for (const name of ['server.js', 'package.json', dist, 'node_modules'])
    cpSync(join(standalone, name), join(into, name), { ...asItIs, filter: (file) => !scaler.test(file) });
  take(join(dist, 'static'));
  const { files, packages } = reachOf(projectRoot, imageEntries);
  for (const file of files) {
    mkdirSync(join(into, dirname(file)), { recursive: true });
    take(file);
  }
  for (const folder of packageFolders(projectRoot, packages)) take(folder, isOf(folder));
  for (const path of data) take(path);
  return { dir: into, ...measure(into) };
}

// A package within another one comes by itself, if it is needed.
function isOf(folder: string): (path: string) => boolean {
  return (path) => isRead(path) && !path.slice(folder.length).startsWith('/node_modules');
}

function measure(dir: string): { files: number; bytes: number } {
  const entries = readdirSync(dir, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  const sizes = entries.map((entry) => statSync(join(entry.parentPath, entry.name)).size);
  return { files: sizes.length, bytes: sizes.reduce((sum, size) => sum + size, 0) };
}
