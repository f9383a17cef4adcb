import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { defaultPlatform } from '#lib/domain/platform.ts';
import { shippedClasses } from '#lib/domain/shipped-classes.ts';
import type { Manifest } from '#lib/provisioner/desired/environment-spec.ts';
import type { ObservedObject } from '#lib/provisioner/desired/observed-object.ts';
import { renderEnvironment } from '#lib/provisioner/desired/render-environment.ts';
import { createCache } from '#lib/provisioner/runtime/cache.ts';
import type { Benchmark } from './benchmark.ts';

/** What the watch cache takes, in MB of heap after collection, and how long it takes to unpack everything once. */
export const cacheMemory: Benchmark = {
  name: 'cache-memory',
  about:
    'P5: the heap that the watch cache takes for 80,000 objects, after collection, and the time to read all of them once.',
  run: async ({ size }) => {
    const [rounds, objects] = size === 'quick' ? [1, 1_000] : [5, 80_000];
    const figures = Array.from({ length: rounds }, () => measure(objects));
    const heap = figures.map(({ megabytes }) => megabytes);
    return [
      { name: `heap for ${objects} objects`, unit: 'MB', values: heap, goals: [{ at: 'max', most: 40 }] },
      { name: 'read all of them once', unit: 'ms', values: figures.map(({ readMs }) => readMs) },
    ];
  },
};

function measure(wanted: number): { megabytes: number; readMs: number } {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const cache = createCache();
  collect();
  const before = process.memoryUsage().heapUsed;
  let version = 1;
  let environments = 0;
  for (; cache.size().objects < wanted; environments += 1)
    for (const manifest of render(environments)) cache.put(manifest.kind, asReturned(manifest, version++));
  collect();
  const megabytes = (process.memoryUsage().heapUsed - before) / 1e6;
  const began = performance.now();
  for (let index = 0; index < environments; index += 1) cache.observe(nameOf(index).namespace);
  return { megabytes, readMs: performance.now() - began };
}

function nameOf(index: number) {
  const team = `team-${String(Math.floor(index / 3)).padStart(4, '0')}`;
  const slug = `env${index % 3}`;
  return { team, slug, namespace: `${team}-${slug}` };
}

function render(index: number): Manifest[] {
  const { team, slug, namespace } = nameOf(index);
  const shipped = shippedClasses[index % shippedClasses.length];
  if (!shipped) throw new Error('There is no class.');
  return renderEnvironment({
    id: crypto.randomUUID(),
    team: { slug: team, name: `Team ${team}` },
    slug,
    namespace,
    className: shipped.slug,
    classVersion: 1,
    classSpec: shipped.spec,
    quota: Object.fromEntries(
      Object.entries(shipped.spec.quota).map(([key, bounds]) => [key, bounds.default]),
    ),
    members: [{ subject: `owner-of-${team}`, role: 'owner' }],
    approvedBy: 'Amir',
    platform: defaultPlatform,
  });
}

// Through JSON, so that no text is shared that would not be shared in truth.
function asReturned(manifest: Manifest, version: number): ObservedObject {
  const time = new Date(1_790_000_000_000 + Math.floor(version / 40) * 1000).toISOString();
  const metadata = {
    ...manifest.metadata,
    uid: crypto.randomUUID(),
    resourceVersion: String(version),
    creationTimestamp: time,
    managedFields: [
      {
        manager: 'bailiwick-provisioner',
        operation: 'Update',
        apiVersion: manifest.apiVersion,
        time,
        fieldsType: 'FieldsV1',
        fieldsV1: {
          'f:metadata': {
            'f:labels': Object.fromEntries(
              Object.keys(manifest.metadata.labels ?? {}).map((key) => [`f:${key}`, {}]),
            ),
          },
        },
      },
    ],
  };
  const { hard } = (manifest.spec ?? {}) as { hard?: Record<string, string> };
  const status = hard
    ? {
        status: {
          hard,
          used: Object.fromEntries(Object.keys(hard).map((key) => [key, String(version % 17)])),
        },
      }
    : {};
  return JSON.parse(JSON.stringify({ ...manifest, metadata, ...status })) as ObservedObject;
}
