import 'server-only';
import { cookies } from 'next/headers';
import { findActor } from '#lib/data/actors/find-actor.ts';
import { sessionAdapter } from '#lib/data/sessions/adapter.ts';
import type { Actor } from './permissions.ts';
import { sessionCookieName } from './session-cookie.ts';
import { readAuthSettings } from './settings.ts';

/**
 * For answers that outlive their request: a question that can be asked again and again, who this session belongs
 * to by now; null once it has ended. Asking does not prolong the session.
 */
export async function probeSession(requestId: string): Promise<() => Promise<Actor | null>> {
  const settings = readAuthSettings(process.env);
  const token = (await cookies()).get(sessionCookieName(settings.url))?.value;
  const adapter = sessionAdapter(settings.issuer, settings);
  return async () => {
    const found = token === undefined ? null : await adapter.getSessionAndUser(token);
    const actor = found === null ? null : await findActor(found.session.userId);
    return actor === null ? null : { ...actor, requestId };
  };
}
