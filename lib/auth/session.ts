import 'server-only';
import { cookies, headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { getServerSession } from 'next-auth';
import { cache } from 'react';
import { findActor } from '#lib/data/actors/find-actor.ts';
import { changesMark } from '#lib/data/changes/watch-changes.ts';
import { hashToken } from '#lib/data/sessions/adapter.ts';
import { authOptions } from './options.ts';
import type { Actor } from './permissions.ts';
import { sessionCookieName } from './session-cookie.ts';
import { readAuthSettings } from './settings.ts';

/** The actor with the e-mail that the user menu shows. */
export interface SignedInActor extends Actor {
  email: string | null;
}

/** Which changes the page of this request has for certain; taken once, before its first read. */
export const pageMark = cache(changesMark);

/** Who is signed in, with the roles as they are now; null without a session. Read once a request. */
export const findSignedIn = cache(async (): Promise<SignedInActor | null> => {
  pageMark();
  const session: { userId?: unknown } | null = await getServerSession(authOptions());
  if (typeof session?.userId !== 'string') return null;
  const actor = await findActor(session.userId);
  return actor === null ? null : { ...actor, requestId: await requestId(), sessionHash: await sessionHash() };
});

async function sessionHash(): Promise<string | undefined> {
  const { url } = readAuthSettings(process.env);
  const token = (await cookies()).get(sessionCookieName(url))?.value;
  return token === undefined ? undefined : hashToken(token);
}

/** Who is signed in; without a session the person is sent to sign in and comes back to `returnTo`. */
export async function requireActor(returnTo?: string): Promise<SignedInActor> {
  const actor = await findSignedIn();
  if (actor !== null) return actor;
  const target = returnTo ?? (await headers()).get('x-bailiwick-path') ?? '/';
  redirect(`/sign-in?callbackUrl=${encodeURIComponent(target)}`);
}

/** The id that log lines, audit events and error pages share for this request. */
export async function requestId(): Promise<string> {
  return (await headers()).get('x-request-id') ?? 'none';
}
