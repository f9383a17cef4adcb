import { Users } from 'lucide-react';
import type { Metadata } from 'next';
import { ListCard } from '#components/lists/list-card.tsx';
import { listParams, type SearchParams } from '#components/lists/list-params.ts';
import { readList } from '#components/lists/read-list.ts';
import { FindPeople } from '#components/teams/find-people.tsx';
import { MemberTable } from '#components/teams/member-table.tsx';
import { roleOptions } from '#components/teams/role-words.ts';
import { Card } from '#components/ui/card.tsx';
import { FilterBar } from '#components/ui/filter-bar.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { orNotFound } from '#lib/auth/or-not-found.ts';
import { may } from '#lib/auth/permissions.ts';
import { memberSorts } from '#lib/domain/inputs/team.ts';
import type { MemberView } from '#lib/domain/views.ts';
import { findPeople } from '#lib/services/team/find-people.ts';
import { listMembers } from '#lib/services/team/list-members.ts';
import { loadTeam } from '../../load-team.ts';
import { removeMember, setMember } from './actions.ts';

type MembersPageProps = { params: Promise<{ team: string }>; searchParams: SearchParams };

const roleFilter = {
  name: 'role',
  label: 'Role',
  options: [{ value: '', label: 'Any' }, ...roleOptions],
};

export async function generateMetadata({ params }: MembersPageProps): Promise<Metadata> {
  return { title: `Members of ${(await loadTeam((await params).team)).team.name}` };
}

export default async function MembersPage({ params, searchParams }: MembersPageProps) {
  const [{ actor, team }, query] = await Promise.all([
    params.then((p) => loadTeam(p.team)),
    listParams(searchParams),
  ]);
  const edit = may(actor, 'membership:update', team.id) && team.archivedAt === null;
  const search = query.add ?? '';
  const path = `/teams/${team.slug}/members`;
  const state = readList(path, query, { filters: [roleFilter], sorts: memberSorts, sortedBy: 'role' });
  const [list, people] = await Promise.all([
    orNotFound(listMembers(actor, { team: team.slug, ...state.input })),
    edit && search !== '' ? findPeople(actor, { team: team.slug, q: search }) : [],
  ]);
  const fixed = ({ role, byHand }: MemberView) => {
    if (byHand === null) return 'not given by hand';
    // A team must keep an owner.
    return role === 'owner' && list.counts.owners === 1 ? 'the only owner' : null;
  };
  return (
    <>
      <PageHeader title="Members" meta={`${list.counts.all} in ${team.name}`} />
      {edit ? (
        <Card title="Add a member">
          <FindPeople path={path} query={search} people={people} submit={setMember.bind(null, team.slug)} />
        </Card>
      ) : null}
      <FilterBar {...state.bar} search={{ label: 'Search members', value: query.q }} />
      <ListCard
        state={state}
        list={list}
        noun="members"
        icon={Users}
        empty={{ title: 'Nobody is in this team yet', text: 'Find people above to add the first one.' }}
      >
        <MemberTable
          teamName={team.name}
          members={list.items}
          {...state.table}
          acts={
            edit
              ? { setRole: setMember.bind(null, team.slug), remove: removeMember.bind(null, team.slug) }
              : null
          }
          fixed={fixed}
        />
      </ListCard>
    </>
  );
}
