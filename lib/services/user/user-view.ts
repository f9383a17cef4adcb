import type { UserRow } from '#lib/data/users/user-rows.ts';
import { siteRoles } from '#lib/domain/role.ts';
import type { UserView } from '#lib/domain/views.ts';

/** A person as administration sees him. */
export function userView(row: UserRow): UserView {
  return {
    id: row.id,
    name: row.name,
    email: row.email,
    siteRole: siteRoles.find((role) => role === row.siteRole) ?? null,
    disabled: row.disabledAt !== null,
    lastSeenAt: row.lastSeenAt?.toISOString() ?? null,
  };
}
