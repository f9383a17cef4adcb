import type { z } from 'zod';
import type { Actor } from '#lib/auth/permissions.ts';
import { readSessionHours } from '#lib/auth/session-hours.ts';
import { getDatabase } from '#lib/data/client.ts';
import { findIdentity } from '#lib/data/identity/identity-rows.ts';
import { hasMappings } from '#lib/data/identity/mapping-rows.ts';
import { listSessionRows, type SessionRow } from '#lib/data/sessions/session-rows.ts';
import { findPerson } from '#lib/data/users/user-rows.ts';
import { notFound } from '#lib/domain/error.ts';
import { deviceWords } from '#lib/domain/identity/device-words.ts';
import { groupProblems } from '#lib/domain/identity/read-groups.ts';
import type { PersonSessions, SessionView } from '#lib/domain/identity/views.ts';
import { listSessionsInput } from '#lib/domain/inputs/identity.ts';
import { parseInput } from '../parse-input.ts';
import { assertMay } from '../scope-of.ts';

/** Where a person is signed in, and what the provider said last; of others with `user:read` only. */
export async function listSessions(
  actor: Actor,
  input: z.input<typeof listSessionsInput> = {},
): Promise<PersonSessions> {
  const { userId = actor.userId } = parseInput(listSessionsInput, input);
  if (userId !== actor.userId) assertMay(actor, 'user:read');
  const database = getDatabase();
  const { absoluteMs } = readSessionHours(process.env);
  const [person, identity, groupsMatter, rows] = await Promise.all([
    findPerson(database, userId),
    findIdentity(database, userId),
    hasMappings(database),
    listSessionRows(database, userId, absoluteMs),
  ]);
  if (person === null) throw notFound('The person');
  return {
    person,
    identity:
      identity === null
        ? null
        : {
            groups: identity.groups,
            problem: groupProblems.find((known) => known === identity.problem) ?? null,
            saidAt: identity.saidAt.toISOString(),
          },
    groupsMatter,
    sessions: rows.map((row) => sessionView(row, actor, absoluteMs)),
  };
}

function sessionView(row: SessionRow, actor: Actor, absoluteMs: number): SessionView {
  const latest = row.createdAt.getTime() + absoluteMs;
  return {
    id: row.id,
    device: deviceWords(row.userAgent),
    since: row.createdAt.toISOString(),
    lastSeenAt: row.lastSeenAt?.toISOString() ?? null,
    endsAt: new Date(Math.min(latest, row.endsAt?.getTime() ?? latest)).toISOString(),
    isCurrent: row.tokenHash === actor.sessionHash,
  };
}
