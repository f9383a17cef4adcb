import { ConditionBadge } from '#components/ui/condition-badge.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { TimeAgo } from '#components/ui/time-ago.tsx';
import type { Condition } from '#lib/domain/condition.ts';

/** What the provisioner says of the environment, one condition a line, each with its reason and age. */
export function ConditionList({ conditions }: { conditions: readonly Condition[] }) {
  if (conditions.length === 0) {
    return (
      <EmptyState title="Nothing was reported yet" className="py-6">
        The provisioner has not looked at this environment yet. This page changes by itself when it has.
      </EmptyState>
    );
  }
  return (
    <ul className="grid">
      {conditions.map(({ type, status, reason, message, lastTransitionTime }) => (
        <li
          key={type}
          className="grid gap-x-4 gap-y-1 border-b py-2 last:border-b-0 sm:grid-cols-[11rem_1fr_auto]"
        >
          <span>
            <ConditionBadge type={type} status={status} />
          </span>
          <span className="min-w-0">
            <span className="font-mono text-sm">{reason}</span>
            <span className="block text-muted">{message}</span>
          </span>
          <span className="text-sm text-subtle">
            since <TimeAgo at={lastTransitionTime} />
          </span>
        </li>
      ))}
    </ul>
  );
}
