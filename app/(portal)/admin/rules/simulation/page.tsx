import { listParams, type SearchParams } from '#components/lists/list-params.ts';
import { RuleList } from '#components/rules/rule-list.tsx';
import { SimulationResult } from '#components/rules/simulation-result.tsx';
import { SwitchOnForm } from '#components/rules/switch-on-form.tsx';
import { Alert } from '#components/ui/alert.tsx';
import { ButtonLink } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { TimeAgo } from '#components/ui/time-ago.tsx';
import { orNotFound } from '#lib/auth/or-not-found.ts';
import { may } from '#lib/auth/permissions.ts';
import type { SimulationView } from '#lib/domain/rules/views.ts';
import { getSimulation } from '#lib/services/rules/get-simulation.ts';
import { requirePermission, titleFor } from '../../require-permission.ts';
import { switchOn } from '../actions.ts';

export const generateMetadata = titleFor('rules:read', 'Simulation');

export default async function SimulationPage({ searchParams }: { searchParams: SearchParams }) {
  const [actor, { id }] = await Promise.all([requirePermission('rules:read'), listParams(searchParams)]);
  const found = await orNotFound(getSimulation(actor, id ? { simulation: id } : {}));
  const mayChange = may(actor, 'rules:update');
  if (found === null)
    return (
      <>
        <PageHeader title="Simulation" />
        <Card>
          <EmptyState
            title="Nobody has simulated rules yet"
            action={mayChange ? <ButtonLink href="/admin/rules/edit">Change rules</ButtonLink> : undefined}
          >
            Rules are tried on past requests before they are switched on.
          </EmptyState>
        </Card>
      </>
    );
  return <Found simulation={found} mayChange={mayChange} />;
}

function Found({ simulation, mayChange }: { simulation: SimulationView; mayChange: boolean }) {
  const { id, baseVersion, isCurrent, worded, days, result, createdBy, createdAt } = simulation;
  return (
    <>
      <PageHeader
        title="Simulation"
        meta={
          <>
            By {createdBy}, <TimeAgo at={createdAt} />
          </>
        }
        actions={
          mayChange && isCurrent ? (
            <ButtonLink href={`/admin/rules/edit?from=${id}`}>Edit these rules</ButtonLink>
          ) : null
        }
      />
      <SimulationResult result={result} days={days} />
      <Card flush title="The rules that were tried">
        <RuleList rules={worded} />
      </Card>
      {isCurrent ? null : (
        <Alert
          tone="neutral"
          title="These rules can’t be switched on any more"
          actions={<ButtonLink href="/admin/rules">See the rules that hold</ButtonLink>}
        >
          Others were switched on since, or they hold already.
        </Alert>
      )}
      {mayChange && isCurrent ? (
        <Card title="Switch on" description="Requests that are sent from then on follow these rules.">
          <SwitchOnForm version={baseVersion + 1} submit={switchOn.bind(null, id)} />
        </Card>
      ) : null}
    </>
  );
}
