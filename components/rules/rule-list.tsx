import { Badge } from '#components/ui/badge.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import type { RuleView } from '#lib/domain/rules/views.ts';

/** Rules in the order in which they are asked, in words. */
export function RuleList({ rules }: { rules: readonly RuleView[] }) {
  if (rules.length === 0)
    return (
      <EmptyState title="There is no rule" className="py-6">
        A person decides about every request.
      </EmptyState>
    );
  return (
    <ol>
      {rules.map(({ name, effect, conditions }, index) => (
        <li key={name} className="grid gap-1 px-4 py-3 not-first:border-t">
          <p className="flex flex-wrap items-center gap-x-2">
            <span className="text-subtle tabular-nums">{index + 1}.</span>
            <span className="min-w-0 font-medium break-words">{name}</span>
            <Badge>{effect === 'approve' ? 'approves at once' : 'leaves it to a person'}</Badge>
          </p>
          <ul className="ml-5 list-disc pl-4 text-sm text-muted">
            {conditions.length === 0 ? <li>every request about an environment</li> : null}
            {conditions.map((condition) => (
              <li key={condition} className="break-words">
                {condition}
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ol>
  );
}
