import type { ReactNode } from 'react';
import { isTried } from '#components/preflight/is-tried.ts';
import { PreflightCheck } from '#components/preflight/preflight-check.tsx';
import type { NewQuestion } from '#components/preflight/use-preflight.ts';
import { Alert } from '#components/ui/alert.tsx';
import { Card } from '#components/ui/card.tsx';
import { EffectBars } from './effect-bars.tsx';
import { FlowChangesView } from './flow-changes.tsx';
import type { PreviewState } from './use-preview.ts';

type PreviewPanelProps = {
  preview: PreviewState;
  /** Shown above: the namespace and what is asked for. */
  children?: ReactNode;
  /** Who decides, when the preview does not know better. */
  approval: string;
  /** What the cluster is asked as soon as the form is right; null where there is nothing to ask. */
  question: NewQuestion | null;
};

/** At the side of a form: what is asked for, its effect on the budget, what is made, what the cluster says, who decides. */
export function PreviewPanel({ preview, approval, question, children }: PreviewPanelProps) {
  const plan = preview.preview;
  const isRight = preview.state === 'ready' && Object.keys(preview.preview.problems).length === 0;
  const over = plan?.budget.some((line) => line.over) ?? false;
  return (
    <Card title="What happens">
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4" aria-busy={preview.state === 'waiting'}>
        {children}
        {preview.state === 'failed' ? <Alert tone="warning" title={preview.message} /> : null}
        {plan?.problems[''] ? <Alert tone="warning" title={plan.problems['']} /> : null}
        {plan && plan.budget.length > 0 ? (
          <section aria-label="Budget">
            <h3 className="mb-2 text-sm font-medium text-subtle">Budget of the team</h3>
            <EffectBars lines={plan.budget} />
          </section>
        ) : null}
        {plan ? <FlowChangesView flows={plan.flows} heading="h3" /> : null}
        {plan && plan.objects.length > 0 ? (
          <section aria-label="Objects">
            <h3 className="mb-1 text-sm font-medium text-subtle">{plan.objects.length} objects are made</h3>
            <ul className="text-sm">
              {plan.objects.map(({ kind, name }) => (
                <li key={`${kind}/${name}`} className="flex justify-between gap-3">
                  <span>{kind}</span>
                  <span className="min-w-0 truncate font-mono text-subtle" title={name}>
                    {name}
                  </span>
                </li>
              ))}
            </ul>
          </section>
        ) : null}
        <PreflightCheck
          question={isRight && question && isTried(question.type) ? question : null}
          heading="h3"
          act="send"
          compact
        />
        <section aria-label="Approval">
          <h3 className="mb-1 text-sm font-medium text-subtle">Who decides</h3>
          <p>{plan?.approval || approval}</p>
        </section>
        <p role="status" className={over ? 'text-sm text-danger' : 'sr-only'}>
          {over ? 'This does not fit the budget of the team. An admin can raise the budget.' : ''}
        </p>
      </div>
    </Card>
  );
}
