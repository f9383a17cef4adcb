import type { Tone } from '#components/ui/tone.ts';
import type { RequestView } from '#lib/domain/request-views.ts';
import type { RequestState, RequestType } from '#lib/domain/requests/request.ts';
import { measureOf, resourceLabel } from '#lib/domain/resource-key.ts';
import { amountText } from './class-facts.ts';
import { inQuotaOrder } from './quota-order.ts';

export const typeWords: Record<RequestType, string> = {
  'create-environment': 'New environment',
  'resize-environment': 'Resize',
  'extend-environment': 'Extend',
  'upgrade-environment': 'Upgrade class',
  'delete-environment': 'Delete environment',
  'create-team': 'New team',
  'join-team': 'Join team',
};

export const stateWords: Record<RequestState, { label: string; tone: Tone }> = {
  pending: { label: 'Pending', tone: 'info' },
  approved: { label: 'Approved', tone: 'ok' },
  rejected: { label: 'Rejected', tone: 'danger' },
  withdrawn: { label: 'Withdrawn', tone: 'neutral' },
};

type Fact = { label: string; value: string };

/** What is asked for, in words: one fact a line, sizes last. */
export function payloadFacts(request: Pick<RequestView, 'payload'>): Fact[] {
  const payload: Partial<Record<string, unknown>> = request.payload;
  const names = [...Object.keys(fieldWords), ...Object.keys(payload).filter((name) => !(name in fieldWords))];
  return names.flatMap((name) => (name in payload ? factsOf(name, payload[name]) : []));
}

/** The limits on numbers of objects, which few people look at, apart from the sizes. */
export function splitAmounts(payload: Partial<Record<string, unknown>>): { sizes: Fact[]; counts: Fact[] } {
  const amounts = (payload.quota ?? {}) as Record<string, string>;
  const facts = (keys: string[]) =>
    keys.map((key) => ({ label: resourceLabel(key), value: amountText(key, amounts[key] ?? '') }));
  const keys = inQuotaOrder(Object.keys(amounts));
  return {
    sizes: facts(keys.filter((key) => measureOf(key) !== 'count' || key === 'pods')),
    counts: facts(keys.filter((key) => measureOf(key) === 'count' && key !== 'pods')),
  };
}

const days = (value: unknown) => `${String(value)} ${value === 1 ? 'day' : 'days'}`;

// In the order of reading. The generation only fences a stale form; amounts are shown apart.
const fieldWords: Record<string, (value: unknown) => Fact[]> = {
  generation: () => [],
  classSlug: (value) => [{ label: 'Class', value: String(value) }],
  classVersion: (value) => [{ label: 'Version of the class', value: `v${String(value)}` }],
  lifetimeDays: (value) => [
    { label: 'Lifetime', value: value === null ? 'stays until deleted' : days(value) },
  ],
  days: (value) => [{ label: 'Longer by', value: days(value) }],
  slug: (value) => [{ label: 'Short name', value: String(value) }],
  name: (value) => [{ label: 'Name', value: String(value) }],
  costCentre: (value) => (value === null ? [] : [{ label: 'Cost centre', value: String(value) }]),
  role: (value) => [{ label: 'Role', value: String(value) }],
  quota: () => [],
};

function factsOf(name: string, value: unknown): Fact[] {
  return fieldWords[name]?.(value) ?? [{ label: name, value: String(value) }];
}

/** What approving it does, as a sentence for the confirmation. */
export function approvalEffect(request: RequestView): string {
  const where = request.environment?.namespace ?? request.team?.name ?? 'the team';
  const effects: Record<RequestType, string> = {
    'create-environment': `The environment is made in the cluster at once, for ${request.team?.name ?? 'the team'}.`,
    'resize-environment': `The quota of ${where} changes at once.`,
    'extend-environment': `${where} expires later.`,
    'upgrade-environment': `${where} follows the other version of its class at once.`,
    'delete-environment': `${where} and everything in it is deleted when its grace time has passed.`,
    'create-team': `The team is made, and ${request.requester.name} owns it.`,
    'join-team': `${request.requester.name} becomes a member of ${request.team?.name ?? 'the team'}.`,
  };
  return effects[request.type];
}
