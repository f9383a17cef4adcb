import { EmptyState } from '#components/ui/empty-state.tsx';
import { VersionNote } from '#components/ui/version-note.tsx';
import type { RulesView } from '#lib/domain/rules/views.ts';
import { RuleList } from './rule-list.tsx';

/** Who switched which rules on, when and why; newest first. */
export function RuleHistory({ versions }: { versions: RulesView['history'] }) {
  if (versions.length === 0)
    return (
      <EmptyState title="Nobody has changed the rules yet" className="py-6">
        Bailiwick comes with one: a class can say that it needs no decision within the budget.
      </EmptyState>
    );
  return (
    <ol>
      {versions.map(({ version, rules, reason, createdBy, createdAt }) => (
        <li key={version} className="grid gap-1 px-4 py-3 not-first:border-t">
          <VersionNote version={version} reason={reason} createdBy={createdBy} createdAt={createdAt} />
          <details className="text-sm">
            <summary className="inline-block leading-6 text-accent underline underline-offset-3">
              {rules.length === 1 ? 'One rule' : `${rules.length} rules`}
              <span className="sr-only"> of v{version}</span>
            </summary>
            <RuleList rules={rules} />
          </details>
        </li>
      ))}
    </ol>
  );
}
