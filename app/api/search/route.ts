import { answerFailure } from '#lib/auth/answer-failure.ts';
import { holdToLimit } from '#lib/auth/hold-to-limit.ts';
import { findSignedIn } from '#lib/auth/session.ts';
import { search } from '#lib/services/search/search.ts';

/** For the command menu: `?q=` → what the person may see. */
export async function GET(request: Request): Promise<Response> {
  const actor = await findSignedIn();
  if (actor === null) return Response.json({ message: 'Sign in first.' }, { status: 401 });
  try {
    await holdToLimit('questions', request.headers, actor);
    return Response.json(await search(actor, { q: new URL(request.url).searchParams.get('q') ?? '' }));
  } catch (error) {
    return answerFailure(error);
  }
}

export const dynamic = 'force-dynamic';
