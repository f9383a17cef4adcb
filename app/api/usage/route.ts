import { answerFailure } from '#lib/auth/answer-failure.ts';
import { holdToLimit } from '#lib/auth/hold-to-limit.ts';
import { findSignedIn } from '#lib/auth/session.ts';
import { streamOf } from '#lib/auth/stream-of.ts';
import { exportUsage } from '#lib/services/usage/export-usage.ts';

/** What is granted and used now, of one team or of all, as CSV or JSON. */
export async function GET(request: Request): Promise<Response> {
  const actor = await findSignedIn();
  if (actor === null) return new Response('Sign in first.\n', { status: 401 });
  try {
    await holdToLimit('questions', request.headers, actor);
    const { name, type, pieces } = await exportUsage(
      actor,
      Object.fromEntries(new URL(request.url).searchParams),
    );
    return new Response(streamOf(pieces), {
      headers: { 'content-type': type, 'content-disposition': `attachment; filename="${name}"` },
    });
  } catch (error) {
    return answerFailure(error);
  }
}

export const dynamic = 'force-dynamic';
