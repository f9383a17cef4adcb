import type { ObservedObject } from '#lib/provisioner/desired/observed-object.ts';
import type { ApiRequest, Witness } from '#tools/chaos/api-proxy.ts';
import { type ApiPath, readApiPath } from './api-path.ts';

/** A write that the API server has answered; `name` of a POST is not known. */
export interface Written extends ApiPath {
  method: string;
  path: string;
  status: number;
  /** Milliseconds since 1970. */
  at: number;
}

/** A version of an object of which a provisioner was told; null where it was told that the object is gone. */
export interface Told {
  at: number;
  object: ObservedObject | null;
}

/** What passed between the provisioners of a world and the API server. */
export interface Journal {
  witness: Witness;
  writes: () => readonly Written[];
  /** All versions of one object, oldest first. */
  toldOf: (kind: string, namespace: string, name: string) => readonly Told[];
}

interface Line {
  type?: string;
  kind?: string;
  items?: ObservedObject[];
  object?: ObservedObject;
}

/** Keeps what is about namespaces whose name begins with the prefix; the rest of a shared cluster is not looked at. */
export function createJournal(prefix: string): Journal {
  const writes: Written[] = [];
  const told = new Map<string, Told[]>();

  function note(kind: string, object: ObservedObject, isGone: boolean): void {
    const { name, namespace = '' } = object.metadata;
    if (!(kind === 'Namespace' ? name : namespace).startsWith(prefix)) return;
    const key = `${kind}/${namespace}/${name}`;
    const versions = told.get(key) ?? [];
    versions.push({ at: Date.now(), object: isGone ? null : object });
    told.set(key, versions);
  }

  function hear(request: ApiRequest, text: string): void {
    const about = text.includes(prefix) ? readApiPath(request.path) : null;
    const line = about === null ? null : parse(text);
    if (about === null || line === null) return;
    for (const { object, isGone } of objectsIn(line, request.isWatch)) note(about.kind, object, isGone);
  }

  return {
    witness: {
      answered: ({ method, path }, status) => {
        const about = readApiPath(path);
        if (about !== null && method !== 'GET')
          writes.push({ ...about, method, path, status, at: Date.now() });
      },
      told: hear,
    },
    writes: () => writes,
    toldOf: (kind, namespace, name) => told.get(`${kind}/${namespace}/${name}`) ?? [],
  };
}

function objectsIn(line: Line, isWatch: boolean): { object: ObservedObject; isGone: boolean }[] {
  if (isWatch) {
    const isNews = line.object !== undefined && ['ADDED', 'MODIFIED', 'DELETED'].includes(line.type ?? '');
    return isNews ? [{ object: line.object as ObservedObject, isGone: line.type === 'DELETED' }] : [];
  }
  if (line.kind === 'Status') return [];
  return (line.items ?? [line as ObservedObject]).map((object) => ({ object, isGone: false }));
}

// A fault may have cut the line.
function parse(text: string): Line | null {
  try {
    return JSON.parse(text) as Line;
  } catch {
    return null;
  }
}
