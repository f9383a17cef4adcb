import { BellOff } from 'lucide-react';
import type { Metadata } from 'next';
import { OpenAlertList } from '#components/alerts/open-alerts.tsx';
import { PastAlertTable } from '#components/alerts/past-alerts.tsx';
import { ListPages } from '#components/lists/list-pages.tsx';
import { listParams, picked, type SearchParams } from '#components/lists/list-params.ts';
import { ButtonLink } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { orNotFound } from '#lib/auth/or-not-found.ts';
import { may } from '#lib/auth/permissions.ts';
import { listAlerts } from '#lib/services/alert/list-alerts.ts';
import { loadTeam } from '../../load-team.ts';

type AlertsPageProps = { params: Promise<{ team: string }>; searchParams: SearchParams };

export async function generateMetadata({ params }: AlertsPageProps): Promise<Metadata> {
  return { title: `Alerts of ${(await loadTeam((await params).team)).team.name}` };
}

export default async function AlertsPage({ params, searchParams }: AlertsPageProps) {
  const [{ actor, team }, query] = await Promise.all([
    params.then((p) => loadTeam(p.team)),
    listParams(searchParams),
  ]);
  const path = `/teams/${team.slug}/alerts`;
  const [open, past] = await Promise.all([
    listAlerts(actor, { team: team.slug, state: 'open', pageSize: 100 }),
    orNotFound(listAlerts(actor, { team: team.slug, state: 'past', ...picked(query, ['page']) })),
  ]);
  return (
    <>
      <PageHeader
        title="Alerts"
        actions={
          may(actor, 'alert:update', team.id) ? (
            <ButtonLink href={`${path}/settings`}>Settings</ButtonLink>
          ) : undefined
        }
        meta={`When quotas of ${team.name} or its budget fill up, or are about to`}
      />
      <Card title="Open">
        {open.total === 0 ? (
          <EmptyState icon={BellOff} title="Nothing is filling up" className="py-6">
            What reaches a level of your settings, or is about to be full, is listed here.
          </EmptyState>
        ) : (
          <OpenAlertList alerts={open.items} />
        )}
        {open.total > open.items.length ? (
          <p className="pt-3 text-sm text-muted">And {open.total - open.items.length} more.</p>
        ) : null}
      </Card>
      <Card flush title="Past">
        <PastAlertTable alerts={past.items} />
        <ListPages list={past} path={path} params={query} noun="past alerts" />
      </Card>
    </>
  );
}
