import { Gauge } from 'lucide-react';
import { ListCard } from '#components/lists/list-card.tsx';
import { listParams, type SearchParams } from '#components/lists/list-params.ts';
import { readList } from '#components/lists/read-list.ts';
import { ButtonLink } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { FilterBar } from '#components/ui/filter-bar.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { UsageExportLinks } from '#components/usage/export-links.tsx';
import { HeatTable } from '#components/usage/heat-table.tsx';
import { keyOptions } from '#components/usage/key-options.ts';
import { OverAskingTable } from '#components/usage/over-asking-table.tsx';
import { UsageTotals } from '#components/usage/usage-totals.tsx';
import { orNotFound } from '#lib/auth/or-not-found.ts';
import { getOrganisationUsage } from '#lib/services/usage/get-organisation-usage.ts';
import { requirePermission, titleFor } from '../require-permission.ts';

export const generateMetadata = titleFor('usage:read', 'Usage');

const keys = { name: 'key', label: 'Compare by', options: keyOptions };

export default async function OrganisationUsagePage({ searchParams }: { searchParams: SearchParams }) {
  const [actor, params] = await Promise.all([requirePermission('usage:read'), listParams(searchParams)]);
  const state = readList('/admin/usage', params, {
    filters: [keys],
    sorts: ['team', 'share'],
    sortedBy: '-share',
  });
  const usage = await orNotFound(getOrganisationUsage(actor, state.input));
  const label = usage.keys.find(({ key }) => key === usage.key)?.label ?? usage.key;
  return (
    <>
      <PageHeader title="Usage" meta="What all teams were granted and use of it, counted by the cluster" />
      <Card
        flush
        title="All teams"
        description="What the cluster has, has granted and sees used"
        actions={<UsageExportLinks />}
      >
        <UsageTotals totals={usage.totals} />
      </Card>
      <FilterBar {...state.bar} search={{ label: 'Search teams', value: params.q }} />
      <ListCard
        state={state}
        list={usage.teams}
        noun="teams"
        icon={Gauge}
        empty={{
          title: 'No team yet',
          text: 'A team’s usage shows up here as soon as it has an environment.',
          action: <ButtonLink href="/admin/teams/new">Create a team</ButtonLink>,
        }}
      >
        <HeatTable usage={usage} {...state.table} />
      </ListCard>
      <Card
        flush
        title="Asked for more than needed"
        description={`By ${label}, over the last 14 days; the share that lay unused 95 % of the time could be given back`}
      >
        <OverAskingTable label={label} lines={usage.overAsking} />
      </Card>
    </>
  );
}
