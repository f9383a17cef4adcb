import { managedKinds } from '#lib/provisioner/desired/managed-kinds.ts';

/** What a path of the API is about, as far as the managed kinds go. */
export interface ApiPath {
  kind: string;
  /** Empty for a collection over all namespaces, and for namespaces themselves. */
  namespace: string;
  /** Empty for a collection. */
  name: string;
  isStatus: boolean;
}

const pattern =
  /^\/(?:api\/v1|apis\/[^/]+\/[^/]+)(?:\/namespaces\/(?<namespace>[^/]+))?\/(?<plural>[a-z]+)(?:\/(?<name>[^/]+))?(?<status>\/status)?$/;

/** Reads a path, its query left aside; null where it is about nothing that Bailiwick manages. */
export function readApiPath(pathAndQuery: string): ApiPath | null {
  const [path = ''] = pathAndQuery.split('?');
  const own = /^\/api\/v1\/namespaces(?:\/(?<name>[^/]+))?$/.exec(path);
  if (own) return { kind: 'Namespace', namespace: '', name: own.groups?.name ?? '', isStatus: false };
  const groups = pattern.exec(path)?.groups;
  const kind = managedKinds.find(({ plural }) => plural === groups?.plural)?.kind;
  if (groups === undefined || kind === undefined) return null;
  const { namespace = '', name = '', status } = groups;
  return { kind, namespace, name, isStatus: status !== undefined };
}
