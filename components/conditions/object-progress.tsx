import { durationText } from '#components/ui/duration-text.ts';
import { ProgressList, type ProgressStep, type StepState } from '#components/ui/progress-list.tsx';
import type { ObjectStatus, ObjectStep } from '#lib/domain/condition.ts';

// An object on its way out is being written in the reader's eyes; the words beside it say which way.
const looks: Record<ObjectStep, StepState> = {
  waiting: 'waiting',
  writing: 'writing',
  written: 'written',
  verified: 'verified',
  failed: 'failed',
  held: 'held',
  deleting: 'writing',
  deleted: 'verified',
};

/** The managed objects with the step that each has reached. */
export function ObjectProgress({ objects }: { objects: readonly ObjectStatus[] }) {
  if (objects.length === 0)
    return <p className="text-muted">No object was written yet. They appear here one by one.</p>;
  return <ProgressList label="Managed objects" steps={objects.map(stepOf)} />;
}

function stepOf({ kind, name, step, tookMs, message }: ObjectStatus): ProgressStep {
  const gone = step === 'deleting' ? ' (being deleted)' : step === 'deleted' ? ' (deleted)' : '';
  return {
    id: `${kind}/${name}`,
    label: (
      <>
        {kind} <span className="font-mono text-sm wrap-anywhere text-muted">{name}</span>
        {gone}
      </>
    ),
    state: looks[step],
    took: tookMs === null ? undefined : durationText(tookMs),
    detail: message === '' ? undefined : message,
  };
}

/** "6 ms", "1.2 s" */
