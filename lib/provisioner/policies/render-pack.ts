import { createHash } from 'node:crypto';
import type { PackOptions } from './policy.ts';
import { listPolicies } from './registry.ts';
import { type PackObject, renderPolicy } from './render-policy.ts';

/** By which objects of the pack are found, also those of an older pack. */
export const packLabels = { 'app.kubernetes.io/part-of': 'bailiwick' };
/** Hash of the whole pack's content, on each of its objects. */
export const packVersionAnnotation = 'bailiwick.dev/pack-version';
/** The options that an installation chose, as JSON, so that its content can be checked. */
export const packOptionsAnnotation = 'bailiwick.dev/pack-options';

/** The pack of one installation. */
export interface Pack {
  version: string;
  /** Policy name → its objects, in the order of installation. */
  files: Record<string, PackObject[]>;
}

/** Renders the pack: a function of its options alone, so that what is installed can be compared with it. */
export function renderPack(options: PackOptions): Pack {
  const rendered = listPolicies(options).map((policy) => [policy.name, renderPolicy(policy)] as const);
  const version = createHash('sha256').update(JSON.stringify(rendered)).digest('hex').slice(0, 12);
  const annotations = {
    [packVersionAnnotation]: version,
    [packOptionsAnnotation]: JSON.stringify({
      subjectPrefix: options.subjectPrefix,
      exemptGroups: options.exemptGroups,
    }),
  };
  const stamp = (object: PackObject): PackObject => ({
    ...object,
    metadata: { ...object.metadata, labels: packLabels, annotations },
  });
  return {
    version,
    files: Object.fromEntries(rendered.map(([name, objects]) => [name, objects.map(stamp)])),
  };
}
