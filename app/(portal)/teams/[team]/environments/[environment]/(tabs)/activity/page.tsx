import { ConflictList } from '#components/environments/conflict-list.tsx';
import { DriftList } from '#components/environments/drift-list.tsx';
import { environmentHref } from '#components/environments/environment-href.ts';
import { PauseHealingButton } from '#components/environments/healing-pause.tsx';
import { ListPages } from '#components/lists/list-pages.tsx';
import { listParams, picked, type SearchParams } from '#components/lists/list-params.ts';
import { ActivityList } from '#components/teams/activity-list.tsx';
import { Card } from '#components/ui/card.tsx';
import { may } from '#lib/auth/permissions.ts';
import { listActivity } from '#lib/services/audit/list-activity.ts';
import { listConflicts } from '#lib/services/environment/list-conflicts.ts';
import { listDrift } from '#lib/services/environment/list-drift.ts';
import { type EnvironmentAddress, environmentTitle, loadEnvironment } from '../../load-environment.ts';
import { pauseHealing } from '../actions.ts';

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
  const [activity, drift, conflicts] = await Promise.all([
    listActivity(actor, { ...address, ...picked(query, ['page']) }),
    listDrift(actor, { ...address, pageSize: 20 }),
    listConflicts(actor, address),
  ]);
  const path = environmentHref(address.team, address.environment, 'activity');
  return (
    <>
      <ConflictList conflicts={conflicts} />
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
        actions={
          may(actor, 'drift:pause', environment.team.id) && environment.healingPause === null ? (
            <PauseHealingButton
              namespace={environment.namespace}
              pause={pauseHealing.bind(null, address.team, address.environment)}
            />
          ) : null
        }
      >
        <DriftList
          drift={drift.items}
          canRequest={
            may(actor, 'environment:request', environment.team.id) && environment.deleteAfter === null
          }
        />
      </Card>
    </>
  );
}
