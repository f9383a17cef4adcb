/** A failure the person at the terminal can act on: it is shown as its message alone, without a stack. */
export function failure(message: string, cause?: unknown): Error {
  const error = new Error(message, cause === undefined ? undefined : { cause });
  error.name = 'Failure';
  return error;
}

/** One message for whatever was thrown; a full disk is named as such. */
export function describeFailure(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (isDiskFull(error)) return `The disk is full (${error.message}). Free some space and start again.`;
  if (error.name === 'Failure') return error.message;
  return error.stack ?? error.message;
}

function isDiskFull(error: Error): boolean {
  if ('code' in error && error.code === 'ENOSPC') return true;
  if (/ENOSPC|no space left on device/i.test(error.message)) return true;
  return error.cause instanceof Error && isDiskFull(error.cause);
}
