import { type Column, DataTable } from '#components/ui/data-table.tsx';
import { RatioBar, ShareWord } from '#components/ui/quota-bar.tsx';

export type UsageRow = {
  key: string;
  label: string;
  /** As people write them, with units. */
  used: string;
  hard: string;
  /** What the team has granted of its budget; null where it has none for the key. */
  budget: string | null;
  /** used / hard; null when nothing is allowed or known. */
  ratio: number | null;
};

const columns: Column<UsageRow>[] = [
  { key: 'key', header: 'Quota', cell: ({ label }) => label },
  {
    key: 'bar',
    header: 'Share',
    cell: ({ ratio }) => <RatioBar ratio={ratio} className="min-w-24 sm:min-w-32" />,
    hideHeader: true,
    className: 'sm:w-2/5',
  },
  { key: 'used', header: 'Used', align: 'end', cell: ({ used }) => used },
  { key: 'hard', header: 'Hard', align: 'end', cell: ({ hard }) => hard },
  {
    key: 'budget',
    header: 'Team: granted of budget',
    align: 'end',
    cell: ({ budget }) => budget ?? 'no budget',
  },
  { key: 'share', header: 'In percent', align: 'end', cell: ({ ratio }) => <ShareWord ratio={ratio} /> },
];

/** All quota keys of one environment, one a line. */
export function UsageTable({ caption, rows }: { caption: string; rows: readonly UsageRow[] }) {
  return <DataTable caption={caption} columns={columns} rows={rows} rowKey={({ key }) => key} />;
}
