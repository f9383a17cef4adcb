'use server';

import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { endSession } from '#lib/auth/end-session.ts';
import { originProblem } from '#lib/auth/origin.ts';

/** Signs out here and at the identity provider. A form of another site can't do it to anybody. */
export async function signOutAction(): Promise<void> {
  const problem = originProblem(await headers(), process.env.NEXTAUTH_URL ?? '');
  redirect(problem === null ? await endSession() : '/');
}
