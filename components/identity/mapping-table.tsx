import { UsersRound } from 'lucide-react';
import { TextLink } from '#components/ui/button.tsx';
import { ConfirmDialog, type ConfirmOutcome } from '#components/ui/confirm-dialog.tsx';
import { type Column, DataTable } from '#components/ui/data-table.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { TimeAgo } from '#components/ui/time-ago.tsx';
import type { MappingView } from '#lib/domain/identity/views.ts';
import { anyRole, whereWords } from './mapping-words.ts';

type MappingTableProps = {
  mappings: readonly MappingView[];
  /** Left out for who may only look. */
  remove?: ((form: FormData) => Promise<ConfirmOutcome>) | undefined;
};

const columns: Column<MappingView>[] = [
  {
    key: 'group',
    header: 'Group',
    cell: ({ group }) => <span className="font-mono wrap-anywhere">{group}</span>,
  },
  { key: 'role', header: 'Gives', cell: ({ role }) => anyRole(role) },
  {
    key: 'where',
    header: 'In',
    cell: ({ team }) =>
      team ? <TextLink href={`/teams/${team.slug}/members`}>{team.name}</TextLink> : whereWords(null),
  },
  { key: 'people', header: 'People', align: 'end', cell: ({ people }) => people },
  {
    key: 'added',
    header: 'Added',
    align: 'end',
    cell: ({ addedBy, addedAt }) => (
      <span className="text-subtle">
        {addedBy}, <TimeAgo at={addedAt} />
      </span>
    ),
  },
];

/** Which group gives which role where. */
export function MappingTable({ mappings, remove }: MappingTableProps) {
  const acts: Column<MappingView>[] = remove
    ? [{ key: 'acts', header: 'Remove', hideHeader: true, align: 'end', cell: (row) => removal(row, remove) }]
    : [];
  return (
    <DataTable
      caption="Groups and what they give"
      columns={[...columns, ...acts]}
      rows={mappings}
      rowKey={({ id }) => id}
      empty={
        <EmptyState icon={UsersRound} title="No group gives a role yet">
          People have the roles that they were given by hand.
        </EmptyState>
      }
    />
  );
}

function removal(
  { id, group, team, role, people }: MappingView,
  remove: NonNullable<MappingTableProps['remove']>,
) {
  return (
    <ConfirmDialog
      label={
        <>
          Remove<span className="sr-only"> {group}</span>
        </>
      }
      variant="ghost"
      buttonSize="sm"
      title={`End what ${group} gives?`}
      losses={[
        `${anyRole(role)} in ${whereWords(team)} for up to ${people} people, with their access to namespaces`,
      ]}
      undo="Add it again at any time. What was given by hand stays."
      confirmLabel="End it"
      fields={{ mappingId: id }}
      action={remove}
    />
  );
}
