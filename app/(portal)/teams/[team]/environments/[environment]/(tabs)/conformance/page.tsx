import { ShieldCheck } from 'lucide-react';
import { CheckList } from '#components/conformance/check-list.tsx';
import { ExportLinks } from '#components/conformance/export-links.tsx';
import { RunButton } from '#components/conformance/run-button.tsx';
import { RunHistory } from '#components/conformance/run-history.tsx';
import { ScoreLine } from '#components/conformance/score-line.tsx';
import { Alert } from '#components/ui/alert.tsx';
import { Card } from '#components/ui/card.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { may } from '#lib/auth/permissions.ts';
import { getConformance } from '#lib/services/conformance/get-conformance.ts';
import { type EnvironmentAddress, environmentTitle, loadEnvironment } from '../../load-environment.ts';
import { endWaiver, runChecks, waive } from './actions.ts';

type ConformancePageProps = { params: EnvironmentAddress };

export async function generateMetadata({ params }: ConformancePageProps) {
  return environmentTitle(params, 'Conformance');
}

export default async function ConformancePage({ params }: ConformancePageProps) {
  const { actor, environment } = await loadEnvironment(params);
  const { team, slug } = environment;
  const { open, latest, checks, waived, history } = await getConformance(actor, {
    team: team.slug,
    environment: slug,
  });
  const run = may(actor, 'conformance:run', team.id) ? runChecks.bind(null, team.slug, slug) : undefined;
  const waiving = may(actor, 'conformance:waive', team.id)
    ? { waive: waive.bind(null, team.slug, slug), end: endWaiver.bind(null, team.slug, slug) }
    : undefined;
  return (
    <>
      <Card
        title="Multi-tenancy checks"
        description="Tried on the cluster itself: as dry runs, and by asking who may do what"
        actions={<RunButton open={open} run={run} />}
      >
        {latest === null ? (
          <EmptyState icon={ShieldCheck} title={open ? 'The first run is on its way' : 'Not checked yet'}>
            {run && !open
              ? 'Run the checks to see what isolates this environment from its neighbours.'
              : 'The checks run every night, and for the first time soon after the environment is ready.'}
          </EmptyState>
        ) : (
          <div className="grid gap-4">
            <ScoreLine run={latest} waived={waived} />
            {latest.problem === null ? null : <Alert tone="danger" title={latest.problem} />}
            <RunHistory runs={history} />
            {checks.length === 0 ? null : <ExportLinks team={team.slug} environment={slug} />}
          </div>
        )}
      </Card>
      {checks.length === 0 ? null : <CheckList checks={checks} waiving={waiving} />}
    </>
  );
}
