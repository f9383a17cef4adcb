import { StatusBadge } from '#components/ui/badge.tsx';
import { Card } from '#components/ui/card.tsx';
import type { ConfirmOutcome } from '#components/ui/confirm-dialog.tsx';
import { TimeAgo } from '#components/ui/time-ago.tsx';
import { checkSections } from '#lib/domain/conformance.ts';
import type { CheckView } from '#lib/domain/conformance-views.ts';
import { CheckEvidence } from './check-evidence.tsx';
import { outcomeWords } from './outcome-words.ts';
import { WaiverActions } from './waiver-actions.tsx';

export type Waiving = Record<'waive' | 'end', (form: FormData) => Promise<ConfirmOutcome>>;

type CheckListProps = {
  checks: readonly CheckView[];
  /** Missing for people who may not waive. */
  waiving: Waiving | undefined;
};

/** All checks by section, each with its outcome, the reason in words and the evidence. */
export function CheckList({ checks, waiving }: CheckListProps) {
  const sections = checkSections.filter((name) => checks.some(({ section }) => section === name));
  return sections.map((name) => (
    <Card key={name} flush title={name}>
      <ul className="divide-y">
        {checks
          .filter(({ section }) => section === name)
          .map((check) => (
            <CheckItem key={check.id} check={check} waiving={waiving} />
          ))}
      </ul>
    </Card>
  ));
}

function CheckItem({ check, waiving }: { check: CheckView; waiving: Waiving | undefined }) {
  const { tone, label } = outcomeWords(check);
  return (
    <li className="grid gap-1 px-4 py-3">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <StatusBadge tone={tone} label={label} />
          <span className="font-medium">{check.title}</span>
        </span>
        <span className="flex flex-wrap items-center gap-2">
          <CheckEvidence check={check} />
          {waiving ? <WaiverActions check={check} waiving={waiving} /> : null}
        </span>
      </div>
      <p className="max-w-prose wrap-anywhere text-muted">{check.reason}</p>
      {check.waiver ? (
        <p className="max-w-prose text-sm wrap-anywhere text-subtle">
          Waived by {check.waiver.approvedBy.name}, ends <TimeAgo at={check.waiver.expiresAt} />:{' '}
          {check.waiver.reason}
        </p>
      ) : null}
    </li>
  );
}
