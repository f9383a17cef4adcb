/** An error as it stands in a line of the log. */
export interface LoggedError {
  type: string;
  message: string;
  stack?: string;
  /** A code of the system, of PostgreSQL or of Prisma. */
  code?: string;
  /** Why a call to the cluster failed. */
  failure?: string;
  cause?: LoggedError;
}

const deepest = 4;
const longest = 4_000;

// Connection strings, authorization headers, tokens of any kind, keys and passwords by name.
const secrets: readonly [RegExp, string][] = [
  [/(\b[a-z][a-z0-9+.-]*:\/\/)[^\s/@]*@/gi, '$1***@'],
  [/\b(bearer|basic)\s+[\w.~+/=-]+/gi, '$1 ***'],
  [/\beyJ[\w-]+\.[\w-]+(\.[\w-]*)?/g, '***'],
  [/-----BEGIN ([A-Z ]*)-----[\s\S]*?(-----END \1-----|$)/g, '***'],
  [/\b(password|passwd|secret|token|api[_-]?key)(["']?\s*[=:]\s*)("[^"]*"|'[^']*'|[^\s,;&}]+)/gi, '$1$2***'],
];

/** Takes what looks like a secret out of a text. */
export function withoutSecrets(text: string): string {
  return secrets.reduce((rest, [pattern, instead]) => rest.replace(pattern, instead), text);
}

/**
 * An error without its other properties, which may hold what somebody typed, whole requests or credentials: only type,
 * message, stack, code, failure and cause are kept, cut to length, and of these no text that looks like a secret.
 */
export function serializeError(error: unknown, depth = 0): LoggedError {
  if (!(error instanceof Error)) return { type: typeof error, message: clean(String(error)) };
  const { code, failure } = error as { code?: unknown; failure?: unknown };
  return {
    type: error.name,
    message: clean(error.message),
    ...(error.stack === undefined ? {} : { stack: clean(error.stack) }),
    ...(typeof code === 'string' ? { code: clean(code) } : {}),
    ...(typeof failure === 'string' ? { failure: clean(failure) } : {}),
    ...(error.cause === undefined || depth === deepest
      ? {}
      : { cause: serializeError(error.cause, depth + 1) }),
  };
}

function clean(text: string): string {
  return withoutSecrets(text.slice(0, longest));
}
