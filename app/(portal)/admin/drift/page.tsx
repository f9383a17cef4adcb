import { GitCompareArrows } from 'lucide-react';
import type { Metadata } from 'next';
import { DriftTable } from '#components/admin/drift-table.tsx';
import { ListPages } from '#components/lists/list-pages.tsx';
import { listParams, picked, type SearchParams } from '#components/lists/list-params.ts';
import { ButtonLink } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { FilterBar } from '#components/ui/filter-bar.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { orNotFound } from '#lib/auth/or-not-found.ts';
import { listDrift } from '#lib/services/environment/list-drift.ts';
import { requirePermission } from '../require-permission.ts';

export const metadata: Metadata = { title: 'Drift' };

const path = '/admin/drift';
const kinds = ['Namespace', 'NetworkPolicy', 'ResourceQuota', 'LimitRange', 'ServiceAccount', 'RoleBinding'];

export default async function DriftPage({ searchParams }: { searchParams: SearchParams }) {
  const [actor, params] = await Promise.all([requirePermission('drift:read'), listParams(searchParams)]);
  const list = await orNotFound(
    listDrift(actor, {
      ...picked(params, ['q', 'kind', 'page']),
      ...(params.open ? { open: params.open === 'yes' } : {}),
    }),
  );
  const filtered = Boolean(params.q || params.kind || params.open);
  return (
    <>
      <PageHeader
        title="Drift"
        meta="Hand-made changes to managed objects; they are put back as soon as they are seen"
      />
      <FilterBar
        action={path}
        search={{ label: 'Search drift', value: params.q }}
        filters={[
          {
            name: 'kind',
            label: 'Kind',
            value: params.kind,
            options: [{ value: '', label: 'Any' }, ...kinds.map((kind) => ({ value: kind, label: kind }))],
          },
          {
            name: 'open',
            label: 'Put back',
            value: params.open,
            options: [
              { value: '', label: 'Any' },
              { value: 'yes', label: 'Not yet' },
              { value: 'no', label: 'Yes' },
            ],
          },
        ]}
        clearHref={filtered ? path : undefined}
      />
      <Card flush>
        <DriftTable
          drift={list.items}
          empty={
            filtered ? (
              <EmptyState
                icon={GitCompareArrows}
                title="No drift matches"
                action={<ButtonLink href={path}>Show all</ButtonLink>}
              />
            ) : (
              <EmptyState
                icon={GitCompareArrows}
                title="No drift seen"
                action={<ButtonLink href="/admin/environments">See environments</ButtonLink>}
              >
                When somebody edits or deletes a managed object in the cluster, it appears here with what was
                changed and by which field manager.
              </EmptyState>
            )
          }
        />
        <ListPages list={list} path={path} params={params} noun="changes" />
      </Card>
    </>
  );
}
