import { statSync } from 'node:fs';
import { credentialsEnd } from './credentials-end.ts';
import { type Credentials, type Kubeconfig, readKubeconfig } from './kubeconfig.ts';

/** What a call needs to be let in; `tlsVersion` grows whenever the certificates have changed. */
export interface Access {
  tls: Credentials['tls'];
  tlsVersion: number;
  /** The Authorization header, if there is one. */
  authorization: string | undefined;
  /** When it ends, in milliseconds since 1970; null if it does not say. */
  endsAt: number | null;
}

/** How to reach a cluster, and as whom. */
export interface Connection {
  server: string;
  /** As of now: files are read again when they have changed, exec plugins run again when their credential ends. */
  access: () => Promise<Access>;
  /** The server refused these credentials: the next `access` asks for new ones. */
  refused: () => void;
  /** The user as whom calls are made, if not one's own. */
  impersonate?: string;
}

const lookEveryMs = 1_000;

/** Reads a kubeconfig. Refuses to talk to a cluster whose certificate would not be checked. */
export async function loadConnection(path: string): Promise<Connection> {
  let source = readSource(path);
  let access = await askFor(source, null);
  let lookedAt = performance.now();
  let askedAt = lookedAt;
  let isRefused = false;
  let looking: Promise<void> | null = null;

  async function look(): Promise<void> {
    lookedAt = performance.now();
    // A file may be caught while it is written; what held so far holds until the next look.
    const next = fingerprint(source.files);
    if (isRefused || next !== source.fingerprint) {
      source = readSource(path);
      askedAt = lookedAt;
    } else if (!source.config.runsPlugin) return;
    isRefused = false;
    access = await askFor(source, access);
  }

  return {
    server: source.config.server,
    access: async () => {
      if (isRefused || performance.now() - lookedAt > lookEveryMs) {
        looking ??= look()
          .catch(() => undefined)
          .finally(() => {
            looking = null;
          });
        await looking;
      }
      return access;
    },
    // Answers to calls with the credentials before these say nothing of these.
    refused: () => {
      isRefused ||= performance.now() - askedAt > lookEveryMs;
    },
  };
}

interface Source {
  config: Kubeconfig;
  files: string[];
  fingerprint: string;
}

function readSource(path: string): Source {
  const config = readKubeconfig(path);
  if (config.skipsVerification)
    throw new Error(
      `The kubeconfig ${path} skips the check of the server's certificate; give its certificate authority instead.`,
    );
  const files = [path, ...config.files];
  return { config, files, fingerprint: fingerprint(files) };
}

function fingerprint(files: readonly string[]): string {
  return files
    .map((file) => {
      const { mtimeMs, size, ino } = statSync(file);
      return `${mtimeMs}/${size}/${ino}`;
    })
    .join();
}

async function askFor({ config }: Source, before: Access | null): Promise<Access> {
  const { tls, authorization } = await config.credentials();
  const isSame = before !== null && textOf(before.tls) === textOf(tls);
  return {
    tls: isSame ? before.tls : tls,
    tlsVersion: isSame ? before.tlsVersion : (before?.tlsVersion ?? 0) + 1,
    authorization,
    endsAt: credentialsEnd(authorization, tls.cert),
  };
}

function textOf({ ca, cert, key }: Access['tls']): string {
  return [ca, cert, key].map(String).join('\n');
}
