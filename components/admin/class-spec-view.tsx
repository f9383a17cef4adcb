import { amountText, approvalWords, networkWords } from '#components/requests/class-facts.ts';
import { inQuotaOrder } from '#components/requests/quota-order.ts';
import { type Column, DataTable } from '#components/ui/data-table.tsx';
import { KeyValue } from '#components/ui/key-value.tsx';
import type { ClassSpec } from '#lib/domain/environment-class.ts';
import { resourceLabel } from '#lib/domain/resource-key.ts';

type QuotaRow = { key: string; min: string; default: string; max: string };

const columns: Column<QuotaRow>[] = [
  { key: 'key', header: 'Quota', cell: ({ key }) => resourceLabel(key) },
  { key: 'min', header: 'Minimum', align: 'end', cell: ({ key, min }) => amountText(key, min) },
  { key: 'default', header: 'Default', align: 'end', cell: (row) => amountText(row.key, row.default) },
  { key: 'max', header: 'Maximum', align: 'end', cell: ({ key, max }) => amountText(key, max) },
];

/** What one version of a class says: its rules in words and its quota as a table. */
export function ClassRules({ spec }: { spec: ClassSpec }) {
  const container = (resources: Record<string, string>) =>
    Object.entries(resources)
      .map(([key, text]) => `${amountText(key, text)}${key === 'cpu' ? '' : ` ${key}`}`)
      .join(', ');
  return (
    <KeyValue
      items={[
        { label: 'Description', value: spec.description || '–' },
        { label: 'Stage', value: spec.stage },
        { label: 'Network', value: networkWords[spec.networkProfile] },
        { label: 'Approval', value: approvalWords[spec.approval] },
        {
          label: 'Lifetime',
          value: spec.lifetimeDays === null ? 'stays until deleted' : `${spec.lifetimeDays} days at most`,
        },
        { label: 'Undo of a deletion', value: `${spec.deleteGraceMinutes} minutes` },
        ...Object.entries(spec.roles).map(([role, granted]) => ({
          label: `Team ${role}s get`,
          value: granted ? <span className="font-mono">{granted}</span> : 'no access',
        })),
        { label: 'Default requests', value: container(spec.containerDefaults.requests) },
        { label: 'Default limits', value: container(spec.containerDefaults.limits) },
        { label: 'Largest container', value: container(spec.containerMax) },
      ]}
    />
  );
}

export function ClassQuota({ spec }: { spec: ClassSpec }) {
  const rows = inQuotaOrder(Object.keys(spec.quota)).flatMap((key) => {
    const bounds = spec.quota[key];
    return bounds ? [{ key, ...bounds }] : [];
  });
  return <DataTable caption="Quota of the class" columns={columns} rows={rows} rowKey={({ key }) => key} />;
}
