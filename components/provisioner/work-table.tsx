import { environmentHref } from '#components/environments/environment-href.ts';
import { StatusBadge } from '#components/ui/badge.tsx';
import { TextLink } from '#components/ui/button.tsx';
import type { ConfirmOutcome } from '#components/ui/confirm-dialog.tsx';
import { type Column, DataTable } from '#components/ui/data-table.tsx';
import { durationText } from '#components/ui/duration-text.ts';
import type { Sort } from '#components/ui/list-url.ts';
import { TimeAgo } from '#components/ui/time-ago.tsx';
import type { WorkState, WorkView } from '#lib/domain/provisioner-views.ts';
import { RetryButton } from './retry-button.tsx';
import { workAdvice, workLooks } from './work-words.ts';

type WorkTableProps = {
  work: readonly WorkView[];
  sort: Sort;
  sortHref: (column: string) => string;
  /** Missing for people who may only look. */
  retry?: ((team: string, environment: string) => Promise<ConfirmOutcome>) | undefined;
};

// The others have their pass in hand, or nothing that another one could do.
const retryable = new Set<WorkState>(['stalled', 'backing-off', 'waiting']);

const none = <span className="text-subtle">–</span>;
const pace = (ms: number | null) => (ms === null ? none : durationText(ms));

const columns: Column<WorkView>[] = [
  {
    key: 'namespace',
    header: 'Environment',
    sortable: true,
    cell: ({ environment: { team, slug, namespace } }) => (
      <TextLink href={environmentHref(team.slug, slug)} className="font-mono wrap-anywhere">
        {namespace}
      </TextLink>
    ),
  },
  { key: 'state', header: 'State', sortable: true, cell: (work) => <WorkStateText work={work} /> },
  {
    key: 'attempts',
    header: 'Tries',
    sortable: true,
    align: 'end',
    cell: ({ attempts }) => attempts || none,
  },
  {
    key: 'next',
    header: 'Next try',
    sortable: true,
    cell: ({ nextTryAt }) => (nextTryAt ? <TimeAgo at={nextTryAt} /> : none),
  },
  {
    key: 'last',
    header: 'Last pass',
    sortable: true,
    cell: ({ lastMs, lastPassAt }) =>
      lastMs === null ? (
        none
      ) : (
        <span>
          {durationText(lastMs)}{' '}
          <span className="text-subtle">
            <TimeAgo at={lastPassAt} />
          </span>
        </span>
      ),
  },
  { key: 'p50', header: 'p50', sortable: true, align: 'end', cell: ({ p50Ms }) => pace(p50Ms) },
  { key: 'p99', header: 'p99', sortable: true, align: 'end', cell: ({ p99Ms }) => pace(p99Ms) },
];

/** Environments as the provisioner works on them, one line each. */
export function WorkTable({ work, retry, ...rest }: WorkTableProps) {
  const act: Column<WorkView>[] = retry
    ? [
        {
          key: 'retry',
          header: 'Retry',
          hideHeader: true,
          align: 'end',
          cell: ({ state, environment: { team, slug, namespace }, retryAsked }) =>
            retryable.has(state) ? (
              <RetryButton
                namespace={namespace}
                asked={retryAsked}
                retry={retry.bind(null, team.slug, slug)}
              />
            ) : null,
        },
      ]
    : [];
  return (
    <DataTable
      caption="Work of the provisioner"
      columns={[...columns, ...act]}
      rows={work}
      rowKey={({ environment }) => environment.namespace}
      {...rest}
    />
  );
}

function WorkStateText({ work: { state, lease, reason, why } }: { work: WorkView }) {
  const { tone, label } = workLooks[state];
  const isStuck = state === 'stalled' || state === 'backing-off';
  return (
    <span className="grid min-w-0 justify-items-start gap-0.5">
      <StatusBadge tone={tone} label={label} />
      {lease ? (
        <span className="text-sm wrap-anywhere text-muted">
          by <span className="font-mono">{lease.replica}</span> since <TimeAgo at={lease.since} />, fence{' '}
          {lease.fence}
        </span>
      ) : null}
      {why ? <span className="text-sm wrap-anywhere text-muted">{why}</span> : null}
      {isStuck && workAdvice(reason) ? (
        <span className="text-sm text-subtle">{workAdvice(reason)}</span>
      ) : null}
    </span>
  );
}
