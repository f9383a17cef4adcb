import { Network } from 'lucide-react';
import { NetworkNotes } from '#components/environments/network-notes.tsx';
import { NetworkProbe } from '#components/environments/network-probe.tsx';
import { NetworkTable } from '#components/environments/network-table.tsx';
import { networkWords } from '#components/requests/class-facts.ts';
import { Card } from '#components/ui/card.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { TimeAgo } from '#components/ui/time-ago.tsx';
import { getNetwork } from '#lib/services/environment/get-network.ts';
import { type EnvironmentAddress, environmentTitle, loadEnvironment } from '../../load-environment.ts';

type NetworkPageProps = { params: EnvironmentAddress };

export async function generateMetadata({ params }: NetworkPageProps) {
  return environmentTitle(params, 'Network');
}

export default async function NetworkPage({ params }: NetworkPageProps) {
  const { actor, environment } = await loadEnvironment(params);
  const { team, slug, namespace } = environment;
  const { profile, wantedBundle, seen } = await getNetwork(actor, { team: team.slug, environment: slug });
  const words = `Profile ${profile}, ${wantedBundle}: ${networkWords[profile].toLowerCase()}`;
  if (seen === null)
    return (
      <Card title="Who reaches whom" description={words}>
        <EmptyState icon={Network} title="Nothing was observed yet">
          As soon as the namespace is made, this page shows what its policies allow. It fills by itself.
        </EmptyState>
      </Card>
    );
  return (
    <>
      <NetworkNotes seen={seen} wantedBundle={wantedBundle} />
      <Card
        flush
        title="Who reaches whom"
        description={
          <>
            By the policies found in the cluster, which changed last <TimeAgo at={seen.at} />. {words}
          </>
        }
      >
        <NetworkTable rows={seen.rows} />
      </Card>
      <Card title="In words">
        <ul className="grid max-w-prose list-disc gap-1.5 pl-4 break-words">
          {seen.sentences.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
          {seen.isComplete ? <li>Everything else is denied, in both directions.</li> : null}
          <li>
            Pods on a node’s own network are not held by policies, and the node itself always reaches its
            pods. Pod Security keeps pods of environments off that network.
          </li>
        </ul>
      </Card>
      <Card title="Try it out">
        <NetworkProbe probe={seen.probe} namespace={namespace} />
      </Card>
    </>
  );
}
