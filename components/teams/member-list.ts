import type { Sort } from '#components/ui/list-url.ts';
import { teamRoles } from '#lib/domain/role.ts';
import type { MemberView, Page } from '#lib/domain/views.ts';

export const memberSorts = ['name', 'role', 'since'];

type MemberQuery = { q: string | undefined; role: string | undefined; sort: Sort; page: number };

const pageSize = 25;

/** One page of a team's members as the address asks for it. A team is small: the service hands out all of them. */
export function memberPage(
  members: readonly MemberView[],
  { q, role, sort, page }: MemberQuery,
): Page<MemberView> {
  const wanted = q?.trim().toLocaleLowerCase() ?? '';
  const found = members.filter(
    (member) =>
      (!role || member.role === role) &&
      `${member.name} ${member.email ?? ''}`.toLocaleLowerCase().includes(wanted),
  );
  const direction = sort.direction === 'asc' ? 1 : -1;
  const sorted = found.sort((one, other) => direction * compare(one, other, sort.column));
  const last = Math.max(1, Math.ceil(sorted.length / pageSize));
  const shown = Math.min(Math.max(1, page), last);
  const items = sorted.slice((shown - 1) * pageSize, shown * pageSize);
  return { items, total: sorted.length, page: shown, pageSize };
}

function compare(one: MemberView, other: MemberView, column: string): number {
  const byName = one.name.localeCompare(other.name, 'en');
  if (column === 'role') return teamRoles.indexOf(one.role) - teamRoles.indexOf(other.role) || byName;
  if (column === 'since') return one.since.localeCompare(other.since) || byName;
  return byName;
}

/** A team must keep an owner: its only one can be neither removed nor made something else. */
export function isLastOwner(member: MemberView, members: readonly MemberView[]): boolean {
  return member.role === 'owner' && members.filter(({ role }) => role === 'owner').length === 1;
}
