import { retryAfterMs } from './retry-after.ts';

/** Why a call to the cluster failed, as far as the caller must tell apart. */
export type ClusterFailure =
  | 'unreachable'
  | 'deadline'
  | 'throttled'
  | 'unavailable'
  | 'unauthorized'
  | 'forbidden'
  | 'not-found'
  | 'already-exists'
  | 'conflict'
  | 'invalid'
  | 'terminating'
  | 'gone'
  | 'lease-lost';

/** An error of the cluster; `transient` ones are worth another try with the same intent. */
export interface ClusterError extends Error {
  failure: ClusterFailure;
  transient: boolean;
  /** What the server asked us to wait, in milliseconds; 0 if it did not. */
  retryAfterMs: number;
}

const transientFailures: readonly ClusterFailure[] = [
  'unreachable',
  'deadline',
  'throttled',
  'unavailable',
  'conflict',
  'unauthorized',
  'not-found',
  'terminating',
  'gone',
  'lease-lost',
];

/** Makes an error of the cluster. */
export function clusterError(failure: ClusterFailure, message: string, retryAfterMs = 0): ClusterError {
  const transient = transientFailures.includes(failure);
  return Object.assign(new Error(message), { failure, transient, retryAfterMs });
}

/** Whether the value is an error of the cluster. */
export function isClusterError(error: unknown): error is ClusterError {
  return error instanceof Error && 'failure' in error;
}

interface StatusBody {
  message?: string;
  reason?: string;
  details?: { causes?: { reason?: string }[] };
}

/** The error behind an HTTP status and the text of its answer, which is a Kubernetes Status unless something stands in between. */
export function fromStatus(httpStatus: number, text: string, retryAfter: string | undefined): ClusterError {
  const status = parseStatus(text);
  const message = status.message ?? `The API server answered ${httpStatus}.`;
  const error = clusterError(failureOf(httpStatus, status), message, retryAfterMs(retryAfter, Date.now()));
  return isUnauthorizedByRole(error) ? Object.assign(error, { transient: true }) : error;
}

// An API server that has just started answers before it knows the roles: what it does not allow yet it soon will. A refusal
// by an admission policy is another matter.
function isUnauthorizedByRole({ failure, message }: ClusterError): boolean {
  return failure === 'forbidden' && / is forbidden: User "[^"]*" cannot /.test(message);
}

function parseStatus(text: string): StatusBody {
  try {
    const body: unknown = JSON.parse(text);
    return typeof body === 'object' && body !== null ? body : {};
  } catch {
    return {};
  }
}

function failureOf(httpStatus: number, status: StatusBody): ClusterFailure {
  // A namespace that is going away refuses new objects as "forbidden", but it is only a matter of time.
  if (status.details?.causes?.some(({ reason }) => reason === 'NamespaceTerminating')) return 'terminating';
  if (httpStatus === 409 && status.message?.startsWith('object is being deleted')) return 'terminating';
  if (httpStatus === 409) return status.reason === 'AlreadyExists' ? 'already-exists' : 'conflict';
  const byStatus: Record<number, ClusterFailure> = {
    401: 'unauthorized',
    403: 'forbidden',
    404: 'not-found',
    410: 'gone',
    429: 'throttled',
  };
  return byStatus[httpStatus] ?? (httpStatus >= 500 ? 'unavailable' : 'invalid');
}
