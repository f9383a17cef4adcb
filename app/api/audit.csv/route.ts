import { answerFailure } from '#lib/auth/answer-failure.ts';
import { findSignedIn } from '#lib/auth/session.ts';
import { exportAuditEvents } from '#lib/services/audit/export-audit-events.ts';

/** The audit log as a file, with the filters of the audit page. */
export async function GET(request: Request): Promise<Response> {
  const actor = await findSignedIn();
  if (actor === null) return new Response('Sign in first.\n', { status: 401 });
  try {
    const { page: _page, sort: _sort, ...filters } = Object.fromEntries(new URL(request.url).searchParams);
    const lines = exportAuditEvents(actor, filters);
    return new Response(stream(lines), {
      headers: {
        'content-type': 'text/csv; charset=utf-8; header=present',
        'content-disposition': `attachment; filename="bailiwick-audit-${new Date().toISOString().slice(0, 10)}.csv"`,
      },
    });
  } catch (error) {
    return answerFailure(error);
  }
}

/** Asks for the next piece only when the browser has taken the last one. */
function stream(pieces: AsyncIterable<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const iterator = pieces[Symbol.asyncIterator]();
  return new ReadableStream<Uint8Array>({
    pull: async (controller) => {
      const { done, value } = await iterator.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    cancel: async () => {
      await iterator.return?.();
    },
  });
}

export const dynamic = 'force-dynamic';
