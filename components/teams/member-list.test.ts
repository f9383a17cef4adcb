import { describe, expect, it } from 'vitest';
import type { TeamRole } from '#lib/domain/role.ts';
import type { MemberView } from '#lib/domain/views.ts';
import { isLastOwner, memberPage } from './member-list.ts';

function member(name: string, role: TeamRole, since = '2026-01-01T00:00:00.000Z'): MemberView {
  return { id: name, name, email: `${name.toLowerCase()}@example.org`, role, source: 'manual', since };
}

const dana = member('Dana', 'owner', '2026-02-01T00:00:00.000Z');
const eli = member('Eli', 'developer');
const vera = member('Vera', 'viewer', '2026-03-01T00:00:00.000Z');
const all = [vera, dana, eli];
const byName = { column: 'name', direction: 'asc' } as const;
const query = { q: undefined, role: undefined, sort: byName, page: 1 };

describe('memberPage', () => {
  it.each([
    ['by name', {}, ['Dana', 'Eli', 'Vera']],
    ['by role', { sort: { column: 'role', direction: 'desc' } as const }, ['Vera', 'Eli', 'Dana']],
    ['by age', { sort: { column: 'since', direction: 'asc' } as const }, ['Eli', 'Dana', 'Vera']],
    ['of one role', { role: 'viewer' }, ['Vera']],
    ['by e-mail, in any case', { q: 'ELI@' }, ['Eli']],
    ['none', { q: 'nobody' }, []],
  ])('lists %s', (_, change, names) => {
    expect(memberPage(all, { ...query, ...change }).items.map(({ name }) => name)).toEqual(names);
  });

  it('shows the last page for a page that is too high', () => {
    const many = Array.from({ length: 30 }, (_, index) => member(`Person${index}`, 'viewer'));
    const page = memberPage(many, { ...query, page: 99 });
    expect([page.page, page.items.length, page.total]).toEqual([2, 5, 30]);
  });
});

describe('isLastOwner', () => {
  it('is true for the only owner', () => {
    expect(isLastOwner(dana, all)).toBe(true);
    expect(isLastOwner(eli, all)).toBe(false);
    expect(isLastOwner(dana, [...all, member('Sam', 'owner')])).toBe(false);
  });
});
