import { createDatabase } from '#lib/data/client.ts';
import { readEnvironments } from '#lib/data/provisioner/environment-row.ts';
import { loadConnection } from '#lib/k8s/connection.ts';
import { runReflector } from '#lib/k8s/reflector.ts';
import { createTransport, type Transport } from '#lib/k8s/transport.ts';
import type { Manifest } from '#lib/provisioner/desired/environment-spec.ts';
import { managedKinds } from '#lib/provisioner/desired/managed-kinds.ts';
import type { ObservedObject } from '#lib/provisioner/desired/observed-object.ts';
import { renderEnvironment } from '#lib/provisioner/desired/render-environment.ts';
import { diffObject } from '#lib/provisioner/diff/diff.ts';
import { claimOf } from '#lib/provisioner/runtime/passes.ts';
import { type Edit, editsOf } from './edits.ts';
import type { BenchStage } from './stage.ts';

/** Makes edits by hand and learns from watches of its own, beside the provisioner's, when they are undone. */
export interface HealWatch {
  namespaces: string[];
  edits: (namespace: string) => Edit[];
  /** Milliseconds from the answer to the edit until the cluster was seen as desired again. */
  healed: (namespace: string, edit: Edit) => Promise<number>;
  /** Makes an edit; the promise inside is kept when it is undone. */
  make: (namespace: string, edit: Edit) => Promise<{ madeAt: number; undone: Promise<number> }>;
  close: () => Promise<void>;
}

const longestMs = 60_000;

/** Follows all objects of these environments; resolves when all kinds have been listed. */
export async function openHealWatch(stage: BenchStage, ids: readonly string[]): Promise<HealWatch> {
  const desired = await desiredOf(stage, ids);
  const transport = createTransport(await loadConnection(stage.adminKubeconfig), 64);
  const waiting = new Map<string, (object: ObservedObject | null) => void>();
  const ended = new AbortController();
  await follow(transport, waiting, ended.signal);

  const wanted = (namespace: string, { kind, objectName }: Edit) =>
    desired
      .get(namespace)
      ?.find(
        ({ kind: one, metadata }) => one === kind && (kind === 'Namespace' || metadata.name === objectName),
      );

  function untilUndone(namespace: string, edit: Edit, from: () => number): Promise<number> {
    const manifest = wanted(namespace, edit);
    const key = keyOf(edit.kind, namespace, edit.objectName);
    return new Promise((resolve, reject) => {
      const late = () => reject(new Error(`${edit.name} in ${namespace} was not healed.`));
      const timer = setTimeout(late, longestMs);
      waiting.set(key, (object) => {
        const isNew = object === null || Number(object.metadata.resourceVersion) > from();
        const isUndone = edit.isAdded
          ? object === null
          : object !== null && manifest !== undefined && diffObject(manifest, object).length === 0;
        if (!isNew || !isUndone) return;
        waiting.delete(key);
        clearTimeout(timer);
        resolve(performance.now());
      });
    });
  }

  async function make(namespace: string, edit: Edit) {
    let version = Number.POSITIVE_INFINITY;
    let seenEarly: ObservedObject | null | undefined;
    const undone = untilUndone(namespace, edit, () => version);
    const key = keyOf(edit.kind, namespace, edit.objectName);
    const tell = waiting.get(key);
    // The repair may be heard of before the answer to the edit: it is looked at again once the edit's version is known.
    waiting.set(key, (object) => {
      seenEarly = object;
      tell?.(object);
    });
    const answer = (await transport.call(edit.call(namespace))) as Partial<ObservedObject>;
    const madeAt = performance.now();
    version = Number(answer.metadata?.resourceVersion ?? 0);
    if (seenEarly !== undefined) tell?.(seenEarly);
    return { madeAt, undone };
  }

  return {
    namespaces: [...desired.keys()],
    edits: (namespace) => editsOf(desired.get(namespace) ?? []),
    make,
    healed: async (namespace, edit) => {
      const { madeAt, undone } = await make(namespace, edit);
      // What is undone before the answer to the edit arrives is healed at once.
      return Math.max(0, (await undone) - madeAt);
    },
    close: async () => {
      ended.abort();
      await transport.close();
    },
  };
}

function keyOf(kind: string, namespace: string, name: string): string {
  return kind === 'Namespace' ? `Namespace/${namespace}` : `${kind}/${namespace}/${name}`;
}

async function desiredOf(stage: BenchStage, ids: readonly string[]): Promise<Map<string, Manifest[]>> {
  const database = createDatabase(stage.ownerUrl, 1);
  const rows = await readEnvironments(database, ids);
  await database.$disconnect();
  return new Map(rows.map((row) => [row.namespace, renderEnvironment(claimOf(row).spec)]));
}

async function follow(
  transport: Transport,
  waiting: ReadonlyMap<string, (object: ObservedObject | null) => void>,
  signal: AbortSignal,
): Promise<void> {
  const listed = managedKinds.map((type) => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const hear = ({ metadata }: ObservedObject, object: ObservedObject | null) =>
      waiting.get(keyOf(type.kind, metadata.namespace ?? metadata.name, metadata.name))?.(object);
    const sink = {
      page: () => undefined,
      listed: () => resolve(),
      put: (object: ObservedObject) => hear(object, object),
      remove: (object: ObservedObject) => hear(object, null),
      heard: () => undefined,
      failed: () => undefined,
    };
    void runReflector<ObservedObject>(transport, type, sink, signal);
    return promise;
  });
  await Promise.all(listed);
}
