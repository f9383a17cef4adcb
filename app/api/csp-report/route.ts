import { logPolicyReport } from '#lib/actions/policy-report.ts';
import { answerFailure } from '#lib/auth/answer-failure.ts';
import { bodyRefusal } from '#lib/auth/body-limit.ts';
import { holdToLimit } from '#lib/auth/hold-to-limit.ts';

const largest = 16 * 1024;

/** Where browsers report what a page's content policy stopped. Anybody may send; what is sent is only logged, cut short. */
export async function POST(request: Request): Promise<Response> {
  const refusal = bodyRefusal(request.headers, largest);
  if (refusal) return new Response(`${refusal.message}\n`, { status: refusal.status });
  try {
    await holdToLimit('reports', request.headers, null);
  } catch (error) {
    return answerFailure(error);
  }
  logPolicyReport(await request.text());
  return new Response(null, { status: 204 });
}
