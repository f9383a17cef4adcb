import { AccessTable } from '#components/environments/access-table.tsx';
import { TextLink } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { SentenceList } from '#components/ui/sentence-list.tsx';
import { accessNotes } from '#lib/domain/access-words.ts';
import { getAccess } from '#lib/services/environment/get-access.ts';
import { type EnvironmentAddress, environmentTitle, loadEnvironment } from '../../load-environment.ts';

type AccessPageProps = { params: EnvironmentAddress };

export async function generateMetadata({ params }: AccessPageProps) {
  return environmentTitle(params, 'Access');
}

export default async function AccessPage({ params }: AccessPageProps) {
  const { actor, environment } = await loadEnvironment(params);
  const { team, slug, class: environmentClass } = environment;
  const lines = await getAccess(actor, { team: team.slug, environment: slug });
  return (
    <>
      <Card
        flush
        title="Who may do what"
        description={`Roles in the team become roles in the namespace as class ${environmentClass.name} v${environmentClass.version} says`}
        actions={<TextLink href={`/teams/${team.slug}/members`}>Members of the team</TextLink>}
      >
        <AccessTable lines={lines} />
      </Card>
      <Card title="What holds for everybody here">
        <SentenceList sentences={accessNotes(environmentClass.spec.guardrails)} />
      </Card>
    </>
  );
}
