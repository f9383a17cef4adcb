import type { Metadata } from 'next';
import { ListPages } from '#components/lists/list-pages.tsx';
import { listParams, type SearchParams } from '#components/lists/list-params.ts';
import { FindPeople } from '#components/teams/find-people.tsx';
import { isLastOwner, memberPage, memberSorts } from '#components/teams/member-list.ts';
import { MemberTable } from '#components/teams/member-table.tsx';
import { roleOptions } from '#components/teams/role-words.ts';
import { Card } from '#components/ui/card.tsx';
import { FilterBar } from '#components/ui/filter-bar.tsx';
import { listHref, nextSort, readSort } from '#components/ui/list-url.ts';
import { PageHeader } from '#components/ui/page-header.tsx';
import { may } from '#lib/auth/permissions.ts';
import { findPeople } from '#lib/services/team/find-people.ts';
import { listMembers } from '#lib/services/team/list-members.ts';
import { loadTeam } from '../../load-team.ts';
import { removeMember, setMember } from './actions.ts';

type MembersPageProps = { params: Promise<{ team: string }>; searchParams: SearchParams };

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
  const [members, people] = await Promise.all([
    listMembers(actor, { team: team.slug }),
    edit && search !== '' ? findPeople(actor, { team: team.slug, q: search }) : [],
  ]);
  const path = `/teams/${team.slug}/members`;
  const sort = readSort(query.sort, memberSorts, { column: 'role', direction: 'asc' });
  const role = roleOptions.find(({ value }) => value === query.role)?.value;
  const list = memberPage(members, { q: query.q, role, sort, page: Number(query.page ?? 1) });
  return (
    <>
      <PageHeader title="Members" meta={`${members.length} in ${team.name}`} />
      {edit ? (
        <Card title="Add a member">
          <FindPeople path={path} query={search} people={people} submit={setMember.bind(null, team.slug)} />
        </Card>
      ) : null}
      <FilterBar
        action={path}
        search={{ label: 'Search members', value: query.q }}
        filters={[
          {
            name: 'role',
            label: 'Role',
            value: role,
            options: [{ value: '', label: 'Any' }, ...roleOptions],
          },
        ]}
        keep={{ sort: query.sort }}
        clearHref={query.q || role ? path : undefined}
      />
      <Card flush>
        <MemberTable
          teamName={team.name}
          members={list.items}
          sort={sort}
          sortHref={(column) => listHref(path, query, { sort: nextSort(column, sort) })}
          acts={
            edit
              ? { setRole: setMember.bind(null, team.slug), remove: removeMember.bind(null, team.slug) }
              : null
          }
          fixed={(member) => {
            if (isLastOwner(member, members)) return 'the only owner';
            return member.source === 'group' ? 'from the identity provider' : null;
          }}
        />
        <ListPages list={list} path={path} params={query} noun="members" />
      </Card>
    </>
  );
}
