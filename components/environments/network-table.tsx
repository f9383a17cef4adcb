import { Check, X } from 'lucide-react';
import { type Column, DataTable } from '#components/ui/data-table.tsx';
import type { NetworkProfile } from '#lib/domain/environment-class.ts';
import { type NetworkPeer, networkMatrix } from './network-matrix.ts';

const columns: Column<NetworkPeer>[] = [
  { key: 'peer', header: 'Who', cell: ({ peer }) => peer },
  { key: 'reaches', header: 'Pods here reach it', cell: ({ reaches }) => <YesNo yes={reaches} /> },
  {
    key: 'reachedFrom',
    header: 'It reaches pods here',
    cell: ({ reachedFrom }) => <YesNo yes={reachedFrom} />,
  },
];

/** The network profile as a table: who reaches whom. */
export function NetworkTable({ profile }: { profile: NetworkProfile }) {
  return (
    <DataTable
      caption="Who can reach whom"
      columns={columns}
      rows={networkMatrix(profile)}
      rowKey={({ peer }) => peer}
    />
  );
}

function YesNo({ yes }: { yes: boolean }) {
  const Icon = yes ? Check : X;
  return (
    <span className={`inline-flex items-center gap-1.5 ${yes ? 'text-ok' : 'text-muted'}`}>
      <Icon aria-hidden className="size-4" />
      {yes ? 'Allowed' : 'Denied'}
    </span>
  );
}
