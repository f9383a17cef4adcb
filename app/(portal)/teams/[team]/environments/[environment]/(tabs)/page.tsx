import { ConditionList } from '#components/conditions/condition-list.tsx';
import { ObjectProgress } from '#components/conditions/object-progress.tsx';
import { attentionPoints } from '#components/environments/attention.ts';
import { AttentionList } from '#components/environments/attention-list.tsx';
import { DenialList } from '#components/environments/denial-list.tsx';
import { EnvironmentFacts } from '#components/environments/environment-facts.tsx';
import { QuotaPanel } from '#components/environments/quota-panel.tsx';
import { WorkloadRules } from '#components/environments/workload-rules.tsx';
import { Card } from '#components/ui/card.tsx';
import { TimeAgo } from '#components/ui/time-ago.tsx';
import { may } from '#lib/auth/permissions.ts';
import { isUsageStale } from '#lib/domain/usage-staleness.ts';
import { listDenials } from '#lib/services/environment/list-denials.ts';
import { type EnvironmentAddress, environmentTitle, loadEnvironment } from '../load-environment.ts';

type OverviewPageProps = { params: EnvironmentAddress };

export async function generateMetadata({ params }: OverviewPageProps) {
  return environmentTitle(params);
}

export default async function OverviewPage({ params }: OverviewPageProps) {
  const { actor, environment } = await loadEnvironment(params);
  const { team, slug } = environment;
  const denials = await listDenials(actor, { team: team.slug, environment: slug });
  const canRequest = may(actor, 'environment:request', environment.team.id);
  return (
    <>
      <AttentionList points={attentionPoints(environment, Date.now(), canRequest)} />
      <DenialList environment={environment} denials={denials} canRequest={canRequest} />
      <div className="grid items-start gap-6 xl:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <div className="grid gap-6">
          <Card
            title="Quota"
            description={
              environment.usageAt ? (
                <>
                  {isUsageStale(environment.objects)
                    ? 'used / hard; the cluster has not counted with the latest quota yet, its last count was'
                    : 'used / hard, counted by the cluster'}{' '}
                  <TimeAgo at={environment.usageAt} />
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
          <Card
            title="Rules"
            description={`What workloads may do here, as class ${environment.class.name} v${environment.class.version} says`}
          >
            <WorkloadRules spec={environment.class.spec} />
          </Card>
        </div>
      </div>
    </>
  );
}
