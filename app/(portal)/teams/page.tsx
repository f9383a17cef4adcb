import type { Metadata } from 'next';
import { JoinableTeams } from '#components/home/joinable-teams.tsx';
import { TeamCards } from '#components/home/team-cards.tsx';
import { listParams, type SearchParams } from '#components/lists/list-params.ts';
import { ButtonLink } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { FilterBar } from '#components/ui/filter-bar.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { requireActor } from '#lib/auth/session.ts';
import { listJoinableTeams } from '#lib/services/team/list-joinable-teams.ts';
import { listMyTeams } from '#lib/services/team/list-my-teams.ts';

export const metadata: Metadata = { title: 'Join a team' };

export default async function TeamsPage({ searchParams }: { searchParams: SearchParams }) {
  const [actor, { q = '' }] = await Promise.all([requireActor(), listParams(searchParams)]);
  const [mine, joinable] = await Promise.all([listMyTeams(actor), listJoinableTeams(actor, { q })]);
  return (
    <>
      <PageHeader
        title="Teams"
        meta="Environments and budgets belong to teams"
        actions={
          <ButtonLink href="/teams/new" variant="primary">
            Request a team
          </ButtonLink>
        }
      />
      {mine.length > 0 ? (
        <section aria-labelledby="mine" className="grid gap-3">
          <h2 id="mine" className="font-medium">
            Your teams
          </h2>
          <TeamCards teams={mine} />
        </section>
      ) : null}
      <FilterBar
        action="/teams"
        search={{ label: 'Search teams to join', value: q }}
        clearHref={q ? '/teams' : undefined}
      />
      <Card flush title="Teams you can join" description="An owner of the team decides.">
        <JoinableTeams teams={joinable} filtered={q !== ''} />
      </Card>
    </>
  );
}
