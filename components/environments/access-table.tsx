import { ShieldOff } from 'lucide-react';
import { Avatar } from '#components/ui/avatar.tsx';
import { Badge } from '#components/ui/badge.tsx';
import { type Column, DataTable } from '#components/ui/data-table.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import type { AccessLine } from '#lib/domain/environment-views.ts';

const columns: Column<AccessLine>[] = [
  {
    key: 'person',
    header: 'Person',
    className: 'sm:whitespace-nowrap',
    cell: ({ person }) => (
      <span className="flex items-center gap-2">
        <Avatar name={person.name} />
        {person.name}
      </span>
    ),
  },
  { key: 'role', header: 'In the team', cell: ({ teamRole }) => <Badge>{teamRole}</Badge> },
  {
    key: 'cluster',
    header: 'In the namespace',
    className: 'sm:whitespace-nowrap',
    cell: ({ clusterRoles }) =>
      clusterRoles.length === 0 ? (
        <span className="text-subtle">no access</span>
      ) : (
        clusterRoles.map((role) => (
          <code key={role} className="block font-mono text-sm">
            {role}
          </code>
        ))
      ),
  },
  {
    key: 'why',
    header: 'What and why',
    cell: ({ sentence }) => <span className="text-muted">{sentence}</span>,
  },
];

/** Who may do what in the namespace, and why. */
export function AccessTable({ lines }: { lines: readonly AccessLine[] }) {
  return (
    <DataTable
      caption="Access to this environment"
      columns={columns}
      rows={lines}
      rowKey={({ person }) => person.id}
      empty={
        <EmptyState icon={ShieldOff} title="Nobody has access">
          People get access through their role in the team. Add members to the team to change this.
        </EmptyState>
      }
    />
  );
}
