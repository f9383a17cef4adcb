import { DriftList } from '#components/environments/drift-list.tsx';
import { environmentHref } from '#components/environments/environment-href.ts';
import { ListPages } from '#components/lists/list-pages.tsx';
import { listParams, picked, type SearchParams } from '#components/lists/list-params.ts';
import { ActivityList } from '#components/teams/activity-list.tsx';
import { Card } from '#components/ui/card.tsx';
import { listActivity } from '#lib/services/audit/list-activity.ts';
import { listDrift } from '#lib/services/environment/list-drift.ts';
import { type EnvironmentAddress, environmentTitle, loadEnvironment } from '../../load-environment.ts';

type ActivityPageProps = { params: EnvironmentAddress; searchParams: SearchParams };

export async function generateMetadata({ params }: ActivityPageProps) {
  return environmentTitle(params, 'Activity');
}

export default async function ActivityPage({ params, searchParams }: ActivityPageProps) {
  const [{ actor, environment }, query] = await Promise.all([
    loadEnvironment(params),
    listParams(searchParams),
  ]);
  const address = { team: environment.team.slug, environment: environment.slug };
  const [activity, drift] = await Promise.all([
    listActivity(actor, { ...address, ...picked(query, ['page']) }),
    listDrift(actor, { ...address, pageSize: 20 }),
  ]);
  const path = environmentHref(address.team, address.environment, 'activity');
  return (
    <>
      <Card flush title="Activity">
        <ActivityList events={activity.items} />
        <ListPages list={activity} path={path} params={query} noun="events" />
      </Card>
      <Card
        flush
        title="Drift"
        description={
          drift.total > drift.items.length
            ? `The latest ${drift.items.length} of ${drift.total}`
            : 'Changes made by hand'
        }
      >
        <DriftList drift={drift.items} />
      </Card>
    </>
  );
}
