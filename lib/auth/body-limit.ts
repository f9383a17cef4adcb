/** The largest body of a request, in bytes: many times the largest form. */
export const bodyLimit = 256 * 1024;

/** Why a body is not even read. */
interface BodyRefusal {
  status: 411 | 413;
  message: string;
}

/**
 * Whether a body may be read at all, by its announced length; null when it may. A body that does not say how long it
 * is could be endless, so it is refused too. The HTTP parser holds every body to the length that it announced.
 */
export function bodyRefusal(
  headers: { get(name: string): string | null },
  limit = bodyLimit,
): BodyRefusal | null {
  const announced = headers.get('content-length');
  if (headers.get('transfer-encoding') !== null && announced === null)
    return { status: 411, message: 'Say how long the request is (Content-Length). Nothing was changed.' };
  const length = Number(announced ?? 0);
  if (length >= 0 && length <= limit) return null;
  const most = `${Math.floor(limit / 1024)} KiB`;
  return { status: 413, message: `The request is larger than ${most}. Shorten it. Nothing was changed.` };
}
