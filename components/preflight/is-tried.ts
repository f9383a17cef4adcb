import type { RequestType } from '#lib/domain/requests/request.ts';

const tried: readonly RequestType[] = [
  'create-environment',
  'resize-environment',
  'upgrade-environment',
  'delete-environment',
];

/** Whether a request of that type changes objects in the cluster, so that it can be tried there. */
export function isTried(type: RequestType): boolean {
  return tried.includes(type);
}
