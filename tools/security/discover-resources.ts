import type { Transport } from '#lib/k8s/transport.ts';

/** A resource or subresource that the API server serves; `name` is written like `pods/log`. */
export interface DiscoveredResource {
  group: string;
  name: string;
  namespaced: boolean;
  /** What the API server can do with it. */
  verbs: readonly string[];
}

interface GroupList {
  groups: { name: string; versions: { groupVersion: string }[] }[];
}
interface ResourceList {
  resources: { name: string; namespaced: boolean; verbs: string[] }[];
}

/** Everything in the API server's discovery, each resource once with the verbs of all its versions. */
export async function discoverResources(transport: Transport): Promise<DiscoveredResource[]> {
  const { groups } = (await transport.call({ method: 'GET', path: '/apis' })) as GroupList;
  const paths = [
    { group: '', path: '/api/v1' },
    ...groups.flatMap(({ name, versions }) =>
      versions.map(({ groupVersion }) => ({ group: name, path: `/apis/${groupVersion}` })),
    ),
  ];
  const found = new Map<string, DiscoveredResource>();
  for (const { group, path } of paths) {
    const { resources } = (await transport.call({ method: 'GET', path })) as ResourceList;
    for (const { name, namespaced, verbs } of resources) {
      const known = found.get(`${group}/${name}`)?.verbs ?? [];
      found.set(`${group}/${name}`, {
        group,
        name,
        namespaced,
        verbs: [...new Set([...known, ...verbs])].sort(),
      });
    }
  }
  return [...found.values()];
}
