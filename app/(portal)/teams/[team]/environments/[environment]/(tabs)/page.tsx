import { ConditionList } from '#components/conditions/condition-list.tsx';
import { ObjectProgress } from '#components/conditions/object-progress.tsx';
import { attentionPoints } from '#components/environments/attention.ts';
import { AttentionList } from '#components/environments/attention-list.tsx';
import { EnvironmentFacts } from '#components/environments/environment-facts.tsx';
import { QuotaPanel } from '#components/environments/quota-panel.tsx';
import { Card } from '#components/ui/card.tsx';
import { TimeAgo } from '#components/ui/time-ago.tsx';
import { may } from '#lib/auth/permissions.ts';
import { type EnvironmentAddress, environmentTitle, loadEnvironment } from '../load-environment.ts';

type OverviewPageProps = { params: EnvironmentAddress };

export async function generateMetadata({ params }: OverviewPageProps) {
  return environmentTitle(params);
}

export default async function OverviewPage({ params }: OverviewPageProps) {
  const { actor, environment } = await loadEnvironment(params);
  const canRequest = may(actor, 'environment:request', environment.team.id);
  return (
    <>
      <AttentionList points={attentionPoints(environment, Date.now(), canRequest)} />
      <div className="grid items-start gap-6 xl:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <div className="grid gap-6">
          <Card
            title="Quota"
            description={
              environment.usageAt ? (
                <>
                  used / hard, counted by the cluster <TimeAgo at={environment.usageAt} />
                </>
              ) : (
                'used / hard; the cluster has not counted yet'
              )
            }
          >
            <QuotaPanel lines={environment.quota} />
          </Card>
          <Card title="Conditions">
            <ConditionList conditions={environment.conditions} />
          </Card>
        </div>
        <div className="grid gap-6">
          <Card title="Objects in the cluster" description="What the environment consists of, as last seen">
            <ObjectProgress objects={environment.objects} />
          </Card>
          <Card title="Facts">
            <EnvironmentFacts environment={environment} />
          </Card>
        </div>
      </div>
    </>
  );
}
