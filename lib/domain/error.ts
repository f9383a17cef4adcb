/** How each expected failure is answered over HTTP. A new code without a row does not compile. */
const errorTable = {
  NOT_FOUND: { status: 404 },
  UNAUTHENTICATED: { status: 401 },
  FORBIDDEN: { status: 403 },
  INVALID_INPUT: { status: 400 },
  CONFLICT: { status: 409 },
  STALE: { status: 409 },
  OVER_BUDGET: { status: 409 },
  TOO_MANY_REQUESTS: { status: 429 },
  UNAVAILABLE: { status: 503 },
} as const;

/** The closed list of failures that a person may be told about. */
export type ErrorCode = keyof typeof errorTable;

/** One message a form field, in the user's words. */
export type FieldErrors = Record<string, string>;

/** An expected failure: its message is shown to the person as it is. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly fieldErrors: FieldErrors;
  /** Seconds after which trying again makes sense; null when time does not help. */
  readonly retryAfter: number | null;

  constructor(
    code: ErrorCode,
    message: string,
    fieldErrors: FieldErrors = {},
    retryAfter: number | null = null,
  ) {
    super(message);
    this.name = 'AppError';
    this.code = code;
    this.fieldErrors = fieldErrors;
    this.retryAfter = retryAfter;
  }
}

/** Somebody was too fast; `seconds` is how long he has to wait. */
export function tooManyRequests(seconds: number): AppError {
  const wait = seconds === 1 ? '1 second' : `${seconds} seconds`;
  const message = `That was too often within a minute. Wait ${wait} and try again. Nothing was changed.`;
  return new AppError('TOO_MANY_REQUESTS', message, {}, seconds);
}

/** HTTP status for an error code. */
export function httpStatus(code: ErrorCode): number {
  return errorTable[code].status;
}

/** "Not there" and "not yours" are the same answer, so that nothing can be probed. */
export function notFound(what: string): AppError {
  return new AppError('NOT_FOUND', `${what} was not found.`);
}

/** What a server action answers: data, or a failure that leaves everything as it was. */
export type Result<T> =
  | { ok: true; data: T }
  | {
      ok: false;
      code: ErrorCode | 'UNEXPECTED';
      message: string;
      fieldErrors: FieldErrors;
      requestId: string;
    };
