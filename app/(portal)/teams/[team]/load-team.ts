import { notFound } from 'next/navigation';
import { cache } from 'react';
import { orNotFound } from '#lib/auth/or-not-found.ts';
import { requireActor } from '#lib/auth/session.ts';
import { getTeam } from '#lib/services/team/get-team.ts';

/** The actor and the team of the address, read once a request by layout, title and page; 404 for teams of others. */
export const loadTeam = cache(async (slug: string) => {
  const actor = await requireActor();
  if (!/^[a-z0-9-]{1,63}$/.test(slug)) notFound();
  return { actor, team: await orNotFound(getTeam(actor, { team: slug })) };
});
