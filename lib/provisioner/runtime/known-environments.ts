/** Which namespace is whose, for all environments that are not final. */
export interface KnownEnvironments {
  idOf: (namespace: string) => string | undefined;
  has: (id: string) => boolean;
  ids: () => string[];
  add: (id: string, namespace: string) => void;
  /** Reads all anew and answers the ids that were not known. */
  reload: () => Promise<string[]>;
}

/** Nothing is known before the first `reload`. `list` reads namespace → id. */
export function createKnownEnvironments(list: () => Promise<Map<string, string>>): KnownEnvironments {
  let byNamespace = new Map<string, string>();
  let known = new Set<string>();
  return {
    idOf: (namespace) => byNamespace.get(namespace),
    has: (id) => known.has(id),
    ids: () => [...known],
    add: (id, namespace) => {
      byNamespace.set(namespace, id);
      known.add(id);
    },
    reload: async () => {
      const before = known;
      byNamespace = await list();
      known = new Set(byNamespace.values());
      return [...known].filter((id) => !before.has(id));
    },
  };
}
