import { answerFailure } from '#lib/auth/answer-failure.ts';
import { holdToLimit } from '#lib/auth/hold-to-limit.ts';
import { findSignedIn } from '#lib/auth/session.ts';
import { streamOf } from '#lib/auth/stream-of.ts';
import { exportAuditEvents } from '#lib/services/audit/export-audit-events.ts';

/** The audit log as a file, with the filters of the audit page. */
export async function GET(request: Request): Promise<Response> {
  const actor = await findSignedIn();
  if (actor === null) return new Response('Sign in first.\n', { status: 401 });
  try {
    await holdToLimit('questions', request.headers, actor);
    const { page: _page, sort: _sort, ...filters } = Object.fromEntries(new URL(request.url).searchParams);
    const lines = exportAuditEvents(actor, filters);
    return new Response(streamOf(lines), {
      headers: {
        'content-type': 'text/csv; charset=utf-8; header=present',
        'content-disposition': `attachment; filename="bailiwick-audit-${new Date().toISOString().slice(0, 10)}.csv"`,
      },
    });
  } catch (error) {
    return answerFailure(error);
  }
}

export const dynamic = 'force-dynamic';
