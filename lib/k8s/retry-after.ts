const longestMs = 300_000;

/** Milliseconds that a `Retry-After` header asks for, as seconds or as a date; 0 if there is none or it makes no sense. */
export function retryAfterMs(header: string | undefined, now: number): number {
  if (header === undefined) return 0;
  const text = header.trim();
  const wait = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - now;
  return Number.isFinite(wait) ? Math.min(Math.max(wait, 0), longestMs) : 0;
}
