import { AnswerSlo } from '#components/slo/answer-slo.tsx';
import { DurationSlo } from '#components/slo/duration-slo.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { objectives } from '#lib/domain/slo.ts';
import { getSlo } from '#lib/services/slo/get-slo.ts';
import { requirePermission, titleFor } from '../require-permission.ts';

export const generateMetadata = titleFor('cluster:read', 'Objectives');

export default async function SloPage() {
  const actor = await requirePermission('cluster:read');
  const { ready, healing, cluster } = await getSlo(actor);
  return (
    <>
      <PageHeader
        title="Objectives"
        meta="What the portal promises its teams, and how it was kept; from the requests, drift and probes themselves"
      />
      <DurationSlo
        title="Approved until Ready"
        description="From the approval of a new environment until all of it was seen in the cluster for the first time. One that was given up before is left out."
        goal={objectives.ready}
        facts={ready}
      />
      <DurationSlo
        title="Drift until put back"
        description="From finding a change that somebody made by hand until it was put back. What an admin holds back is left out."
        goal={objectives.healing}
        facts={healing}
      />
      <AnswerSlo
        title="API server"
        description="Whether the cluster answered the provisioner, which asks each second. Of time in which no provisioner ran nothing is known."
        goal={objectives.cluster}
        facts={cluster}
      />
    </>
  );
}
