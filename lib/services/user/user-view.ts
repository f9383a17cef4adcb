import type { UserRow } from '#lib/data/users/user-rows.ts';
import { siteRoles } from '#lib/domain/role.ts';
import type { UserView } from '#lib/domain/views.ts';

/** A person as administration sees him. */
export function userView(row: UserRow): UserView {
  const known = (text: string | null) => siteRoles.find((role) => role === text) ?? null;
  const byGroup = known(row.groupSiteRole);
  return {
    id: row.id,
    name: row.name,
    email: row.email,
    siteRole: known(row.siteRole),
    siteRoleByHand: known(row.manualSiteRole),
    siteRoleByGroup: byGroup === null ? null : { role: byGroup, group: row.groupSiteName ?? '' },
    disabled: row.disabledAt !== null,
    lastSeenAt: row.lastSeenAt?.toISOString() ?? null,
  };
}
