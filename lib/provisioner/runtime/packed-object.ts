import { managedKind } from '../desired/managed-kinds.ts';
import type { FieldManagerEntry, ObservedObject } from '../desired/observed-object.ts';
import { writersOf } from '../diff/field-managers.ts';
import type { InternTable } from './intern.ts';

/** An object reduced to what is compared or shown, as texts that are shared between objects. */
export interface PackedObject {
  kind: string;
  name: string;
  uid: string;
  version: number;
  labels: string;
  /** Everything that is written, but the labels. */
  body: string;
  /** What the cluster says of it, if that is compared. */
  status: string;
  /** What changes all the time and is not compared: the usage in a quota's status. */
  usage: string;
  writers: string;
  editor: string | null | undefined;
}

interface QuotaStatus {
  hard?: unknown;
  used?: unknown;
}
interface Body {
  annotations?: Record<string, string>;
  deletionTimestamp?: string;
  fields: Record<string, unknown>;
}

const lastApplied = 'kubectl.kubernetes.io/last-applied-configuration';

/** Packs an object of that kind; `drop` releases what it shares. */
export function packObject(kind: string, object: ObservedObject, texts: InternTable): PackedObject {
  const { name, uid, resourceVersion, labels, annotations, deletionTimestamp, managedFields } =
    object.metadata;
  const { [lastApplied]: _tool, ...shown } = annotations ?? {};
  const status = kind === 'ResourceQuota' ? { hard: quotaStatus(object).hard } : (object.status ?? {});
  const isCompared = kind === 'ResourceQuota' || kind === 'Namespace';
  const fields = managedKind(kind).fields.flatMap((field) =>
    object[field] === undefined ? [] : [[field, object[field]] as const],
  );
  const body: Body = {
    fields: Object.fromEntries(fields),
    ...(Object.keys(shown).length > 0 && { annotations: shown }),
    ...(deletionTimestamp !== undefined && { deletionTimestamp }),
  };
  return {
    kind,
    name: texts.take(name),
    uid,
    version: Number(resourceVersion),
    labels: texts.take(JSON.stringify(labels ?? {})),
    body: texts.take(JSON.stringify(body)),
    status: texts.take(isCompared ? JSON.stringify(status) : ''),
    usage: texts.take(kind === 'ResourceQuota' ? JSON.stringify(quotaStatus(object).used ?? {}) : ''),
    writers: texts.take(JSON.stringify(writersOf(managedFields))),
    editor: undefined,
  };
}

/** Releases the texts of an object that is no longer kept. */
export function dropPacked(
  { name, labels, body, status, usage, writers }: PackedObject,
  texts: InternTable,
): void {
  for (const text of [name, labels, body, status, usage, writers]) texts.drop(text);
}

/** The object again, with everything that is compared. */
export function unpackObject(packed: PackedObject, home: string): ObservedObject {
  const { kind, name, uid, version, labels, usage, editor } = packed;
  const { annotations, deletionTimestamp, fields } = JSON.parse(packed.body) as Body;
  const status = packed.status === '' ? null : (JSON.parse(packed.status) as QuotaStatus);
  if (status !== null && usage !== '') status.used = JSON.parse(usage);
  return {
    ...fields,
    metadata: {
      name,
      ...(kind !== 'Namespace' && { namespace: home }),
      uid,
      resourceVersion: String(version),
      labels: JSON.parse(labels) as Record<string, string>,
      ...(annotations && { annotations }),
      ...(deletionTimestamp !== undefined && { deletionTimestamp }),
      managedFields: writersIn(packed),
    },
    ...(status !== null && { status }),
    ...(editor !== undefined && { editor }),
  };
}

/** The entries of its managers. */
export function writersIn({ writers }: PackedObject): FieldManagerEntry[] {
  return JSON.parse(writers) as FieldManagerEntry[];
}

function quotaStatus(object: ObservedObject): QuotaStatus {
  return (object.status as QuotaStatus | undefined) ?? {};
}
