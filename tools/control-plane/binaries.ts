import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { failure } from '#tools/process/failure.ts';
import { withLock } from '#tools/process/lock.ts';
import { buildBinaries, goVersion } from './build.ts';
import { damageOf, isProgram, seal } from './cache.ts';
import { downloadBinaries, type Mirrors, mirrorsFrom } from './download.ts';
import { type Binaries, cacheDir, programs } from './version.ts';

/** What decides where the binaries come from; everything but `report` has its usual value by itself. */
export interface ResolveOptions {
  cache?: string;
  assets?: string | undefined;
  mirrors?: Mirrors;
  report?: (line: string) => void;
  /** How to build; undefined where there is no Go. For tests. */
  build?: ((into: string, report: (line: string) => void) => Promise<void>) | undefined;
}

/** The binaries and where they came from, in words for the progress list. */
export interface ResolvedBinaries {
  binaries: Binaries;
  source: 'KUBEBUILDER_ASSETS' | 'cache' | 'download' | 'build';
}

/** Finds the control plane's binaries: KUBEBUILDER_ASSETS, the cache, a download, a build with Go. */
export async function resolveBinaries(options: ResolveOptions = {}): Promise<ResolvedBinaries> {
  const report = options.report ?? (() => undefined);
  const cache = options.cache ?? cacheDir();
  const assets = 'assets' in options ? options.assets : process.env.KUBEBUILDER_ASSETS;
  if (assets) return { binaries: fromAssets(assets, cache), source: 'KUBEBUILDER_ASSETS' };
  if ((await damageOf(cache)) === undefined) return { binaries: inFolder(cache), source: 'cache' };
  await mkdir(dirname(cache), { recursive: true });
  const source = await withLock(
    `${cache}.lock`,
    () => fill(cache, options, report),
    (pid) => report(`waiting for process ${pid}, which obtains them already`),
  );
  return { binaries: inFolder(cache), source };
}

/** Only the holder of the lock is here, so whatever others began and left lying about is of no use to anyone. */
async function fill(
  cache: string,
  options: ResolveOptions,
  report: (line: string) => void,
): Promise<'cache' | 'download' | 'build'> {
  const damage = await damageOf(cache);
  if (damage === undefined) return 'cache';
  if (existsSync(cache)) report(`what is in ${cache} can't be used: ${damage}`);
  await removeBegun(cache);
  // Filled beside the cache and moved there when complete, so that nobody ever runs half a binary.
  const into = await mkdtemp(begun(cache));
  try {
    const source = await obtain(into, options, report);
    const useless = await seal(into);
    if (useless) throw failure(`The control plane can't be used on this machine: ${useless}.`);
    await rm(cache, { recursive: true, force: true });
    await rename(into, cache);
    return source;
  } finally {
    await rm(into, { recursive: true, force: true });
  }
}

function begun(cache: string): string {
  return `${cache}.new-`;
}

async function removeBegun(cache: string): Promise<void> {
  const names = await readdir(dirname(cache));
  const left = names.filter((name) => name.startsWith(basename(begun(cache))));
  for (const name of left) await rm(join(dirname(cache), name), { recursive: true, force: true });
}

async function obtain(
  into: string,
  options: ResolveOptions,
  report: (line: string) => void,
): Promise<'download' | 'build'> {
  const impossible = await downloadBinaries(into, options.mirrors ?? mirrorsFrom(process.env), report);
  if (impossible === undefined) return 'download';
  report(`download not possible (${impossible})`);
  const build = 'build' in options ? options.build : (await goVersion()) ? buildBinaries : undefined;
  if (build) {
    await build(into, report);
    return 'build';
  }
  throw failure(
    `The Kubernetes control plane can neither be downloaded (${impossible}) nor built (no Go 1.21 or newer). Either
  - install Go (https://go.dev/dl) and start again, or
  - set KUBEBUILDER_ASSETS to a folder with etcd, kube-apiserver, kube-controller-manager and kubectl, or
  - use a cluster of your own, such as kind or minikube: KUBECONFIG=… npm start -- --cluster`,
  );
}

function fromAssets(assets: string, cache: string): Binaries {
  const found = programs.map((program) => {
    // The archives made for envtest have no controller manager; the cache may have it.
    const path = [assets, cache].map((dir) => join(dir, program)).find(isProgram);
    if (!path) throw failure(`KUBEBUILDER_ASSETS (${assets}) has no ${program}.`);
    return [program, path] as const;
  });
  return Object.fromEntries(found) as Binaries;
}

function inFolder(dir: string): Binaries {
  return Object.fromEntries(programs.map((program) => [program, join(dir, program)])) as Binaries;
}
