import type { Metadata } from 'next';
import { ListPages } from '#components/lists/list-pages.tsx';
import { listParams, picked, type SearchParams } from '#components/lists/list-params.ts';
import { ActivityList } from '#components/teams/activity-list.tsx';
import { Card } from '#components/ui/card.tsx';
import { FilterBar } from '#components/ui/filter-bar.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { listActivity } from '#lib/services/audit/list-activity.ts';
import { listEnvironments } from '#lib/services/environment/list-environments.ts';
import { loadTeam } from '../../load-team.ts';

type ActivityPageProps = { params: Promise<{ team: string }>; searchParams: SearchParams };

export async function generateMetadata({ params }: ActivityPageProps): Promise<Metadata> {
  return { title: `Activity of ${(await loadTeam((await params).team)).team.name}` };
}

export default async function TeamActivityPage({ params, searchParams }: ActivityPageProps) {
  const [{ actor, team }, query] = await Promise.all([
    params.then((p) => loadTeam(p.team)),
    listParams(searchParams),
  ]);
  const path = `/teams/${team.slug}/activity`;
  const { items: environments } = await listEnvironments(actor, { team: team.slug, pageSize: 100 });
  const environment = environments.find(({ slug }) => slug === query.environment)?.slug;
  const list = await listActivity(actor, { ...picked(query, ['page']), team: team.slug, environment });
  return (
    <>
      <PageHeader title="Activity" meta={`Who did what in ${team.name}, newest first`} />
      <FilterBar
        action={path}
        filters={[
          {
            name: 'environment',
            label: 'Environment',
            value: environment,
            options: [
              { value: '', label: 'All of the team' },
              ...environments.map(({ slug }) => ({ value: slug, label: slug })),
            ],
          },
        ]}
        clearHref={environment ? path : undefined}
      />
      <Card flush>
        <ActivityList events={list.items} />
        <ListPages list={list} path={path} params={query} noun="events" />
      </Card>
    </>
  );
}
