import { GitCompareArrows } from 'lucide-react';
import { StatusBadge } from '#components/ui/badge.tsx';
import { ButtonLink } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { exactTime } from '#components/ui/relative-time.ts';
import { TimeAgo } from '#components/ui/time-ago.tsx';
import type { DriftView } from '#lib/domain/environment-views.ts';
import { resizeHref } from './environment-href.ts';
import { FieldDiff } from './field-diff.tsx';
import { healTime } from './heal-time.ts';

const words: Record<DriftView['change'], string> = {
  edited: 'was edited',
  deleted: 'was deleted',
  added: 'was added',
};

/** Changes that were made by hand in the cluster, each with what was different and who did it. */
export function DriftList({ drift, canRequest }: { drift: readonly DriftView[]; canRequest: boolean }) {
  if (drift.length === 0) {
    return (
      <EmptyState icon={GitCompareArrows} title="No drift was seen">
        When someone edits or deletes a managed object by hand, it is put back and shows up here.
      </EmptyState>
    );
  }
  return (
    <ul className="grid">
      {drift.map((item) => (
        <DriftItem key={item.id} item={item} canRequest={canRequest} />
      ))}
    </ul>
  );
}

function DriftItem({ item, canRequest }: { item: DriftView; canRequest: boolean }) {
  const { kind, name, change, manager, fields, detectedAt, healedAt, editedAt } = item;
  return (
    <li className="grid gap-2 border-b px-4 py-3 last:border-b-0">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <p className="min-w-0 grow">
          {kind} <code className="font-mono text-sm">{name}</code> {words[change]}
          {manager ? (
            <>
              {' '}
              by <code className="font-mono text-sm">{manager}</code>
            </>
          ) : null}{' '}
          <TimeAgo at={detectedAt} className="text-subtle" />
          {editedAt ? (
            <span className="text-sm text-subtle"> (written {exactTime(Date.parse(editedAt))})</span>
          ) : null}
        </p>
        {healedAt ? (
          <StatusBadge tone="ok" label={`Put back in ${healTime(detectedAt, healedAt)}`} />
        ) : (
          <StatusBadge tone="warning" label={item.held ? 'Open while healing is paused' : 'Open'} />
        )}
      </div>
      {fields.length > 0 ? (
        <details>
          <summary className="inline-block leading-6 text-accent underline underline-offset-3">
            What was different
            <span className="sr-only">
              {' '}
              in {kind} {name}
            </span>
          </summary>
          <div className="pt-2">
            <FieldDiff caption={`Fields of ${kind} ${name}`} fields={fields} />
          </div>
        </details>
      ) : null}
      {canRequest ? <AdoptionNote item={item} /> : null}
    </li>
  );
}

function AdoptionNote({ item: { adoption, environment, kind, name } }: { item: DriftView }) {
  if ('refusal' in adoption)
    return <p className="text-sm text-subtle">Can’t be kept as a request: {adoption.refusal}</p>;
  const target = { team: { slug: environment.team }, slug: environment.slug };
  return (
    <p>
      <ButtonLink size="sm" href={resizeHref(target, adoption.quota)}>
        Ask to keep this
        <span className="sr-only">
          {' '}
          change of {kind} {name}
        </span>
      </ButtonLink>
    </p>
  );
}
