import type { ClassSpec, ResourceAmounts } from './environment-class.ts';
import { checkQuota } from './requests/quota.ts';
import { resourceLabel } from './resource-key.ts';

/** How a hand-made change can be asked for: the amounts of a resize, or why it can't. */
export type Adoption = { quota: ResourceAmounts } | { refusal: string };

const refusals: Record<string, string> = {
  Namespace: 'The labels of the namespace come from the team, the environment and its class.',
  NetworkPolicy:
    'What the network allows comes from the class. A policy of your own can open more, within the guardrails.',
  LimitRange:
    'The limits of containers come from the class. An admin makes a new version of it, then you ask for the upgrade.',
  ServiceAccount: 'The default service account never gets a token. Use a service account of your own.',
  RoleBinding: 'Who has access follows from the members of the team. Change the members instead.',
};

const hard = 'spec.hard.';

/** Whether an edit can be expressed as a request, within the bounds of the environment's class. */
export function adoptionOf(
  drift: { kind: string; change: string; fields: readonly { path: string; observed: string }[] },
  bounds: ClassSpec['quota'],
): Adoption {
  const { kind, change, fields } = drift;
  if (kind !== 'ResourceQuota') return { refusal: refusals[kind] ?? `A ${kind} can't be asked for.` };
  if (change !== 'edited') return { refusal: 'Every environment has exactly one quota.' };
  if (fields.length === 0 || fields.some(({ path }) => !path.startsWith(hard)))
    return { refusal: 'Only sizes of the quota can be asked for, and more than that was changed.' };
  const amounts = fields.map(({ path, observed }) => [path.slice(hard.length), textOf(observed)] as const);
  const gone = amounts.find(([, amount]) => amount === null);
  if (gone) return { refusal: `${resourceLabel(gone[0])} always has a limit, and it was taken away.` };
  const asked = Object.fromEntries(amounts.map(([key, amount]) => [key, amount ?? '']));
  const known = Object.fromEntries(Object.entries(bounds).filter(([key]) => Object.hasOwn(asked, key)));
  const { quota, problems } = checkQuota(asked, known);
  const [problem] = Object.entries(problems);
  if (problem === undefined) return { quota };
  return { refusal: `${resourceLabel(problem[0].slice('quota.'.length))}: ${problem[1]}` };
}

function textOf(json: string): string | null {
  if (json === '') return null;
  const value: unknown = JSON.parse(json);
  return typeof value === 'string' || typeof value === 'number' ? String(value) : null;
}
