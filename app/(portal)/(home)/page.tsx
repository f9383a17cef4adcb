import { Inbox } from 'lucide-react';
import type { Metadata } from 'next';
import { JoinableTeams } from '#components/home/joinable-teams.tsx';
import { RequestLines } from '#components/home/request-lines.tsx';
import { TeamAttention } from '#components/home/team-attention.tsx';
import { TeamCards } from '#components/home/team-cards.tsx';
import { problemWords } from '#components/identity/problem-words.ts';
import { Alert } from '#components/ui/alert.tsx';
import { ButtonLink, TextLink } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { type Actor, may } from '#lib/auth/permissions.ts';
import { requireActor } from '#lib/auth/session.ts';
import type { RequestView } from '#lib/domain/request-views.ts';
import { listEnvironments } from '#lib/services/environment/list-environments.ts';
import { getHome } from '#lib/services/home/get-home.ts';
import { listSessions } from '#lib/services/identity/list-sessions.ts';
import { listJoinableTeams } from '#lib/services/team/list-joinable-teams.ts';

export const metadata: Metadata = { title: 'Home' };

export default async function HomePage() {
  const actor = await requireActor();
  const [home, { identity, groupsMatter }, environments] = await Promise.all([
    getHome(actor),
    listSessions(actor),
    actor.teams.size > 0 ? listEnvironments(actor, { pageSize: 100 }) : null,
  ]);
  const own = environments?.items.filter(({ team }) => actor.teams.has(team.id)) ?? [];
  const newcomer = home.teams.length === 0 && actor.siteRole === null;
  const approver =
    home.waiting.length > 0 ||
    may(actor, 'request:decide-environment') ||
    [...actor.teams.values()].includes('owner');
  return (
    <>
      <PageHeader
        title={newcomer ? `Welcome, ${actor.name}` : 'Home'}
        meta={newcomer ? 'Join a team or request one; environments belong to teams.' : undefined}
      />
      {groupsMatter && identity?.problem ? (
        <Alert tone="warning" title="Your groups give you no role">
          {problemWords[identity.problem]}
        </Alert>
      ) : null}
      {approver ? <Waiting requests={home.waiting} /> : null}
      <TeamAttention environments={own} now={Date.now()} />
      {newcomer ? <JoinSection actor={actor} /> : null}
      {home.teams.length > 0 ? (
        <section aria-labelledby="teams" className="grid gap-3">
          <div className="flex flex-wrap items-center justify-between gap-2">
            <h2 id="teams" className="font-medium">
              Your teams
            </h2>
            <ButtonLink href="/teams" size="sm">
              Join or request a team
            </ButtonLink>
          </div>
          <TeamCards teams={home.teams} />
        </section>
      ) : null}
      <OwnRequests requests={home.requests} newcomer={newcomer} />
    </>
  );
}

function Waiting({ requests }: { requests: readonly RequestView[] }) {
  return (
    <Card
      flush
      title={requests.length === 0 ? 'Waiting for you' : `Waiting for you (${requests.length})`}
      actions={<TextLink href="/approvals">All approvals</TextLink>}
    >
      <RequestLines
        requests={requests}
        href={({ number }) => `/approvals?request=${number}`}
        showRequester
        empty={<p className="px-4 py-3 text-muted">Nothing waits for your decision.</p>}
      />
    </Card>
  );
}

function OwnRequests({ requests, newcomer }: { requests: readonly RequestView[]; newcomer: boolean }) {
  return (
    <Card
      flush
      title="Your requests"
      actions={<TextLink href="/requests?view=mine">All your requests</TextLink>}
    >
      <RequestLines
        requests={requests}
        href={({ number }) => `/requests/${number}`}
        empty={
          <EmptyState icon={Inbox} title="You have not asked for anything yet" className="py-6">
            {newcomer
              ? 'Ask to join a team above, or request one.'
              : 'Open a team to request an environment, or a change of one.'}
          </EmptyState>
        }
      />
    </Card>
  );
}

async function JoinSection({ actor }: { actor: Actor }) {
  const teams = await listJoinableTeams(actor);
  return (
    <Card
      flush
      title="Teams you can join"
      description="An owner of the team decides."
      actions={
        <ButtonLink href="/teams/new" variant="primary">
          Request a team
        </ButtonLink>
      }
    >
      <JoinableTeams teams={teams.slice(0, 10)} filtered={false} />
      {teams.length > 10 ? (
        <p className="border-t px-4 py-2">
          <TextLink href="/teams">All {teams.length} teams</TextLink>
        </p>
      ) : null}
    </Card>
  );
}
