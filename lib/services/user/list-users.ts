import type { z } from 'zod';
import type { Actor } from '#lib/auth/permissions.ts';
import { getDatabase } from '#lib/data/client.ts';
import { pageUsers } from '#lib/data/users/user-rows.ts';
import { listUsersInput } from '#lib/domain/inputs/users.ts';
import type { Page, UserView } from '#lib/domain/views.ts';
import { parseInput } from '../parse-input.ts';
import { assertMay } from '../scope-of.ts';
import { userView } from './user-view.ts';

/** Everyone who ever signed in. FORBIDDEN without a site role. */
export async function listUsers(
  actor: Actor,
  input: z.input<typeof listUsersInput>,
): Promise<Page<UserView>> {
  assertMay(actor, 'user:read');
  const { q, role, state, sort, direction, page, pageSize } = parseInput(listUsersInput, input);
  const { rows, total } = await pageUsers(
    getDatabase(),
    {
      q,
      siteRole: role === 'none' ? null : role,
      disabled: state === undefined ? undefined : state === 'disabled',
    },
    { by: sort ?? 'name', direction: direction ?? 'asc' },
    { skip: (page - 1) * pageSize, take: pageSize },
  );
  return { items: rows.map(userView), total, page, pageSize };
}
