import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** The programs a control plane consists of, and the client that sets it up. */
export const programs = ['etcd', 'kube-apiserver', 'kube-controller-manager', 'kubectl'] as const;
export type Program = (typeof programs)[number];

/** Where each program is on this machine. */
export type Binaries = Record<Program, string>;

/** The version of Kubernetes and of etcd, read from go.mod so that building and downloading agree. */
export function versions(): { kubernetes: string; etcd: string } {
  const text = readFileSync(join(import.meta.dirname, 'go.mod'), 'utf8');
  return {
    kubernetes: required(text, 'k8s.io/kubernetes'),
    etcd: required(text, 'go.etcd.io/etcd/server/v3'),
  };
}

/** The user's cache for this version; shared by every clone, since the binaries are the same. */
export function cacheDir(): string {
  return userCache('control-plane', versions().kubernetes);
}

/** The folder for a version of some programs, shared by all checkouts of a person. */
export function userCache(name: string, version: string): string {
  const base = process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache');
  return join(base, 'bailiwick', name, version);
}

/** The version of a module in the text of a go.mod. */
export function required(goMod: string, module: string): string {
  const version = new RegExp(`^\\s*(?:require )?${module.replaceAll('.', '\\.')} (v\\S+)`, 'm').exec(
    goMod,
  )?.[1];
  if (!version) throw new Error(`go.mod does not name ${module}`);
  return version;
}
