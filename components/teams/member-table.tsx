import { Avatar } from '#components/ui/avatar.tsx';
import { Badge } from '#components/ui/badge.tsx';
import { ConfirmDialog, type ConfirmOutcome } from '#components/ui/confirm-dialog.tsx';
import { type Column, DataTable } from '#components/ui/data-table.tsx';
import type { Sort } from '#components/ui/list-url.ts';
import { TimeAgo } from '#components/ui/time-ago.tsx';
import type { MemberView } from '#lib/domain/views.ts';
import type { MemberSubmit } from './member-outcome.ts';
import { MemberRoleForm } from './member-role-form.tsx';
import { roleWords } from './role-words.ts';

export type MemberActs = {
  setRole: MemberSubmit;
  remove: (form: FormData) => Promise<ConfirmOutcome | undefined>;
};

type MemberTableProps = {
  teamName: string;
  members: readonly MemberView[];
  sort: Sort;
  sortHref: (column: string) => string;
  /** Whoever may change members gets forms, others words. */
  acts: MemberActs | null;
  /** Members that must stay as they are, such as the only owner, with the reason. */
  fixed: (member: MemberView) => string | null;
};

export function MemberTable({ teamName, members, sort, sortHref, acts, fixed }: MemberTableProps) {
  return (
    <DataTable
      caption={`Members of ${teamName}`}
      columns={[
        ...columns,
        roleColumn(acts, fixed),
        sinceColumn,
        ...(acts ? [actsColumn(teamName, acts, fixed)] : []),
      ]}
      rows={members}
      rowKey={({ id }) => id}
      sort={sort}
      sortHref={sortHref}
    />
  );
}

const columns: Column<MemberView>[] = [
  {
    key: 'name',
    header: 'Name',
    sortable: true,
    cell: ({ name, email }) => (
      <span className="flex items-center gap-2">
        <Avatar name={name} />
        <span className="min-w-0">
          {name}
          {email ? <span className="block text-sm font-normal break-all text-subtle">{email}</span> : null}
        </span>
      </span>
    ),
  },
];

const sinceColumn: Column<MemberView> = {
  key: 'since',
  header: 'Member since',
  sortable: true,
  align: 'end',
  cell: ({ since }) => <TimeAgo at={since} />,
};

function roleColumn(acts: MemberActs | null, fixed: MemberTableProps['fixed']): Column<MemberView> {
  return {
    key: 'role',
    header: 'Role',
    sortable: true,
    cell: (member) => {
      const reason = fixed(member);
      if (acts && reason === null && member.byHand !== null)
        return (
          <>
            <MemberRoleForm
              key={member.byHand}
              userId={member.id}
              name={member.name}
              role={member.byHand}
              submit={acts.setRole}
            />
            <GroupNote byGroup={member.byGroup} />
          </>
        );
      return (
        <>
          <span className="flex flex-wrap items-center gap-2">
            <Badge>{roleWords[member.role].label}</Badge>
            {acts && reason ? <span className="text-sm text-subtle">{reason}</span> : null}
          </span>
          <GroupNote byGroup={member.byGroup} />
        </>
      );
    },
  };
}

// Where a role comes from that nobody gave by hand; the stronger one holds.
function GroupNote({ byGroup }: Pick<MemberView, 'byGroup'>) {
  if (byGroup === null) return null;
  return (
    <span className="block text-sm text-subtle">
      {roleWords[byGroup.role].label} through the group{' '}
      <span className="font-mono wrap-anywhere">{byGroup.group}</span> of the identity provider
    </span>
  );
}

function actsColumn(
  teamName: string,
  acts: MemberActs,
  fixed: MemberTableProps['fixed'],
): Column<MemberView> {
  return {
    key: 'acts',
    header: 'Remove',
    hideHeader: true,
    align: 'end',
    cell: (member) =>
      fixed(member) === null ? (
        <ConfirmDialog
          label={
            <>
              Remove<span className="sr-only"> {member.name}</span>
            </>
          }
          variant="ghost"
          buttonSize="sm"
          title={`Remove ${member.name} from ${teamName}?`}
          losses={
            member.byGroup === null
              ? ['Access to every environment of the team, within a second']
              : [
                  `The role that was given by hand; ${roleWords[member.byGroup.role].label} through a group stays`,
                ]
          }
          undo="You can add the person again at any time. Nothing that runs is affected."
          confirmLabel={`Remove ${member.name}`}
          fields={{ userId: member.id }}
          action={acts.remove}
        />
      ) : null,
  };
}
