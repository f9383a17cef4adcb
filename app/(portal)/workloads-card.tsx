import { Card } from '#components/ui/card.tsx';
import { FilterBar } from '#components/ui/filter-bar.tsx';
import { ConsumerTable } from '#components/usage/consumer-table.tsx';
import { keyOptions } from '#components/usage/key-options.ts';
import type { Actor } from '#lib/auth/permissions.ts';
import { listConsumers } from '#lib/services/usage/list-consumers.ts';

type WorkloadsCardProps = {
  actor: Actor;
  team: string;
  /** Only of this one; without it of the whole team. */
  environment?: string;
  path: string;
  query: Readonly<Record<string, string>>;
};

/** Which workloads use most of the quota, by the key that the address names. */
export async function WorkloadsCard({ actor, team, environment, path, query }: WorkloadsCardProps) {
  const chosen = keyOptions.find(({ value }) => value === (query.key ?? '')) ?? keyOptions[0];
  const list = await listConsumers(actor, { team, environment, key: chosen?.value });
  return (
    <Card
      flush
      title="Top workloads"
      description="By what they take of the quota, with everything they started"
    >
      <div className="px-4 pb-3">
        <FilterBar
          label="Workloads"
          action={path}
          filters={[{ name: 'key', label: 'By', value: chosen?.value, options: keyOptions }]}
          keep={{ range: query.range, environment: query.environment }}
        />
      </div>
      <ConsumerTable list={list} label={chosen?.label ?? ''} team={team} named={environment === undefined} />
    </Card>
  );
}
