/** How each expected failure is answered over HTTP. A new code without a row does not compile. */
const errorTable = {
  NOT_FOUND: { status: 404 },
  UNAUTHENTICATED: { status: 401 },
  FORBIDDEN: { status: 403 },
  INVALID_INPUT: { status: 400 },
  CONFLICT: { status: 409 },
  STALE: { status: 409 },
  OVER_BUDGET: { status: 409 },
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

  constructor(code: ErrorCode, message: string, fieldErrors: FieldErrors = {}) {
    super(message);
    this.name = 'AppError';
    this.code = code;
    this.fieldErrors = fieldErrors;
  }
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
