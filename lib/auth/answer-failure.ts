import { AppError, httpStatus } from '#lib/domain/error.ts';

/** An expected failure as an HTTP answer; what others may not see answers like what does not exist. */
export function answerFailure(error: unknown): Response {
  if (!(error instanceof AppError)) throw error;
  const hidden = error.code === 'FORBIDDEN' || error.code === 'NOT_FOUND';
  if (hidden) return new Response('Not found.\n', { status: 404 });
  const headers = error.retryAfter === null ? {} : { 'retry-after': String(error.retryAfter) };
  return Response.json(
    { message: error.message, fieldErrors: error.fieldErrors },
    { status: httpStatus(error.code), headers },
  );
}
