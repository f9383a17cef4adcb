import { ArrowLeftRight } from 'lucide-react';
import type { Metadata } from 'next';
import { movable, movableKeys } from '#components/budget/movable.ts';
import { MoveForm } from '#components/budget/move-form.tsx';
import { MoveHistory } from '#components/budget/move-history.tsx';
import { listParams, type SearchParams } from '#components/lists/list-params.ts';
import { TextLink } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { may } from '#lib/auth/permissions.ts';
import { listMoves } from '#lib/services/budget/list-moves.ts';
import { listEnvironments } from '#lib/services/environment/list-environments.ts';
import { loadTeam } from '../../load-team.ts';
import { moveQuota } from './actions.ts';

type MovePageProps = { params: Promise<{ team: string }>; searchParams: SearchParams };

export async function generateMetadata({ params }: MovePageProps): Promise<Metadata> {
  return { title: `Move quota of ${(await loadTeam((await params).team)).team.name}` };
}

export default async function MovePage({ params, searchParams }: MovePageProps) {
  const [{ actor, team }, proposed] = await Promise.all([
    params.then((p) => loadTeam(p.team)),
    listParams(searchParams),
  ]);
  const [{ items }, moves] = await Promise.all([
    listEnvironments(actor, { team: team.slug, pageSize: 100 }),
    listMoves(actor, { team: team.slug }),
  ]);
  const environments = movable(items);
  const keys = movableKeys(environments);
  return (
    <>
      <PageHeader
        title="Move quota"
        meta={`From one environment of ${team.name} to another, without an admin: the team has as much as before`}
      />
      {environments.length < 2 || keys.length === 0 ? (
        <Card>
          <EmptyState
            icon={ArrowLeftRight}
            title="Moving needs two environments"
            action={
              <TextLink href={`/teams/${team.slug}/environments/new`}>Request another environment</TextLink>
            }
          >
            What one environment gives, another one of this team takes.
          </EmptyState>
        </Card>
      ) : (
        <Card title="What to move">
          {may(actor, 'budget:move', team.id) ? (
            <MoveForm
              environments={environments}
              keys={keys}
              proposed={proposed}
              submit={moveQuota.bind(null, team.slug)}
            />
          ) : (
            <p className="text-muted">An owner of the team can move quota.</p>
          )}
        </Card>
      )}
      <Card flush title="History">
        <MoveHistory moves={moves} />
      </Card>
    </>
  );
}
