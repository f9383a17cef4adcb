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
  // What was added while a list was under way, which that may be too old to have.
  let added = new Map<string, string>();
  return {
    idOf: (namespace) => byNamespace.get(namespace),
    has: (id) => known.has(id),
    ids: () => [...known],
    add: (id, namespace) => {
      byNamespace.set(namespace, id);
      known.add(id);
      added.set(namespace, id);
    },
    reload: async () => {
      added = new Map();
      const listed = await list();
      const before = known;
      byNamespace = new Map([...listed, ...added]);
      known = new Set(byNamespace.values());
      return [...known].filter((id) => !before.has(id));
    },
  };
}
