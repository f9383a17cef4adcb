import { answerFailure } from '#lib/auth/answer-failure.ts';
import { bodyRefusal } from '#lib/auth/body-limit.ts';
import { holdToLimit } from '#lib/auth/hold-to-limit.ts';
import { originProblem } from '#lib/auth/origin.ts';
import { findSignedIn } from '#lib/auth/session.ts';
import { askPreflight } from '#lib/services/preflight/ask-preflight.ts';
import { readPreflight } from '#lib/services/preflight/read-preflight.ts';

// No server actions: the router does those one after the other, so that a form would wait for what is asked beside it.

const largest = 64 * 1024;
const signInFirst = () => Response.json({ message: 'Sign in first.' }, { status: 401 });

/** Asks what a request would do in the cluster: `{ id }` of the check to read, null where there is nothing to try. */
export async function POST(request: Request): Promise<Response> {
  const message = originProblem(request.headers, process.env.NEXTAUTH_URL ?? '');
  if (message !== null) return Response.json({ message }, { status: 403 });
  const refusal = bodyRefusal(request.headers, largest);
  if (refusal) return Response.json({ message: refusal.message }, { status: refusal.status });
  const actor = await findSignedIn();
  if (actor === null) return signInFirst();
  try {
    await holdToLimit('preflights', request.headers, actor);
    return Response.json(await askPreflight(actor, await request.json().catch(() => null)));
  } catch (error) {
    return answerFailure(error);
  }
}

/** `?id=` → what has become of a check. */
export async function GET(request: Request): Promise<Response> {
  const actor = await findSignedIn();
  if (actor === null) return signInFirst();
  try {
    await holdToLimit('questions', request.headers, actor);
    const id = new URL(request.url).searchParams.get('id') ?? '';
    return Response.json(await readPreflight(actor, { id }));
  } catch (error) {
    return answerFailure(error);
  }
}

export const dynamic = 'force-dynamic';
