import { NetworkTable } from '#components/environments/network-table.tsx';
import { networkWords } from '#components/requests/class-facts.ts';
import { Card } from '#components/ui/card.tsx';
import { getNetwork } from '#lib/services/environment/get-network.ts';
import { type EnvironmentAddress, environmentTitle, loadEnvironment } from '../../load-environment.ts';

type NetworkPageProps = { params: EnvironmentAddress };

export async function generateMetadata({ params }: NetworkPageProps) {
  return environmentTitle(params, 'Network');
}

export default async function NetworkPage({ params }: NetworkPageProps) {
  const { actor, environment } = await loadEnvironment(params);
  const { team, slug, class: environmentClass } = environment;
  const sentences = await getNetwork(actor, { team: team.slug, environment: slug });
  const profile = environmentClass.spec.networkProfile;
  return (
    <>
      <Card title="In words" description={`Profile ${profile}: ${networkWords[profile].toLowerCase()}`}>
        <ul className="grid max-w-prose list-disc gap-1.5 pl-4">
          {sentences.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      </Card>
      <Card flush title="Who reaches whom" description="What is not allowed is denied, in both directions">
        <NetworkTable profile={profile} />
      </Card>
    </>
  );
}
