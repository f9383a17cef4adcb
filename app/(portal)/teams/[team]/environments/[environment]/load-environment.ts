import { notFound } from 'next/navigation';
import { cache } from 'react';
import { orNotFound } from '#lib/auth/or-not-found.ts';
import { requireActor } from '#lib/auth/session.ts';
import { getEnvironment } from '#lib/services/environment/get-environment.ts';

export type EnvironmentAddress = Promise<{ team: string; environment: string }>;

const read = cache(async (team: string, environment: string) => {
  const actor = await requireActor();
  if (![team, environment].every((slug) => /^[a-z0-9-]{1,63}$/.test(slug))) notFound();
  return { actor, environment: await orNotFound(getEnvironment(actor, { team, environment })) };
});

/** The actor and the environment of the address, read once a request by layout, title and page; else 404. */
export async function loadEnvironment(address: EnvironmentAddress) {
  const { team, environment } = await address;
  return read(team, environment);
}

/** "dev of payments: Network"; only for people who may see it. */
export async function environmentTitle(address: EnvironmentAddress, tab?: string) {
  const { environment } = await loadEnvironment(address);
  const name = `${environment.slug} of ${environment.team.slug}`;
  return { title: tab ? `${tab}: ${name}` : name };
}
