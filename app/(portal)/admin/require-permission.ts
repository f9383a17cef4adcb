import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { type Actor, may, type Permission } from '#lib/auth/permissions.ts';
import { requireActor } from '#lib/auth/session.ts';

/** The actor, if he holds the permission over the whole portal; for others the page does not exist. */
export async function requirePermission(permission: Permission): Promise<Actor> {
  const actor = await requireActor();
  if (!may(actor, permission)) notFound();
  return actor;
}

/** The title of such a page; for others it is the one of the 404 page. */
export function titleFor(permission: Permission, title: string): () => Promise<Metadata> {
  return async () => {
    await requirePermission(permission);
    return { title };
  };
}
