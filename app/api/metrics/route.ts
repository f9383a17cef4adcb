import { notFound } from 'next/navigation';
import { bearerMatches } from '#lib/auth/bearer.ts';
import { readMetrics } from '#lib/services/metrics/read-metrics.ts';

/** For Prometheus, with the token of BAILIWICK_METRICS_TOKEN; without it the address does not exist. */
export async function GET(request: Request): Promise<Response> {
  if (!bearerMatches(request.headers.get('authorization'), process.env.BAILIWICK_METRICS_TOKEN)) notFound();
  const { text, contentType } = await readMetrics();
  return new Response(text, { headers: { 'content-type': contentType } });
}

export const dynamic = 'force-dynamic';
