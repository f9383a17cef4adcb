import { ObjectList } from '#components/environments/object-list.tsx';
import { Card } from '#components/ui/card.tsx';
import { KeyValue } from '#components/ui/key-value.tsx';
import { TimeAgo } from '#components/ui/time-ago.tsx';
import { getLimits } from '#lib/services/environment/get-limits.ts';
import { getObjects } from '#lib/services/environment/get-objects.ts';
import { type EnvironmentAddress, environmentTitle, loadEnvironment } from '../../load-environment.ts';

type ObjectsPageProps = { params: EnvironmentAddress };

export async function generateMetadata({ params }: ObjectsPageProps) {
  return environmentTitle(params, 'Objects');
}

export default async function ObjectsPage({ params }: ObjectsPageProps) {
  const { actor, environment } = await loadEnvironment(params);
  const address = { team: environment.team.slug, environment: environment.slug };
  const [{ objects, changedAt }, limits] = await Promise.all([
    getObjects(actor, address),
    getLimits(actor, address),
  ]);
  return (
    <>
      <Card
        flush
        title="Desired and observed"
        description={
          changedAt === null ? (
            'The provisioner has not looked into the cluster yet'
          ) : (
            <>
              What was agreed and what the provisioner found; the cluster changed last{' '}
              <TimeAgo at={changedAt} />
            </>
          )
        }
      >
        <ObjectList objects={objects} statuses={environment.objects} />
      </Card>
      <Card
        title="Limits of containers"
        description="What a container gets when it asks for nothing, and at most"
      >
        <KeyValue items={limits.map(({ label, text }) => ({ label, value: text }))} />
      </Card>
    </>
  );
}
