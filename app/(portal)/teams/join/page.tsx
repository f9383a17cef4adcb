import { UsersRound } from 'lucide-react';
import type { Metadata } from 'next';
import { listParams, type SearchParams } from '#components/lists/list-params.ts';
import { JoinTeamForm } from '#components/requests/join-team-form.tsx';
import { ButtonLink } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { requireActor } from '#lib/auth/session.ts';
import { listJoinableTeams } from '#lib/services/team/list-joinable-teams.ts';
import { askToJoin } from './actions.ts';

export const metadata: Metadata = { title: 'Join a team' };

export default async function JoinTeamPage({ searchParams }: { searchParams: SearchParams }) {
  const [actor, { team }] = await Promise.all([requireActor(), listParams(searchParams)]);
  const joinable = await listJoinableTeams(actor);
  const open = joinable.filter(({ pendingRequest }) => pendingRequest === null);
  const chosen = open.filter(({ slug }) => slug === team);
  const offered = chosen.length > 0 ? chosen : open;
  return (
    <>
      <PageHeader title="Join a team" meta="You see its environments as soon as an owner has agreed" />
      {offered.length === 0 ? (
        <EmptyState
          icon={UsersRound}
          title="There is no team that you could ask to join"
          action={<ButtonLink href="/teams/new">Request a team</ButtonLink>}
        >
          You are in every team, or have already asked.
        </EmptyState>
      ) : (
        <JoinTeamForm
          teams={offered.map(({ slug, name }) => ({ id: slug, slug, name }))}
          submit={askToJoin}
        />
      )}
    </>
  );
}
