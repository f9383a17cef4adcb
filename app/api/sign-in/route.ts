import { answerFailure } from '#lib/auth/answer-failure.ts';
import { holdToLimit } from '#lib/auth/hold-to-limit.ts';
import { originProblem } from '#lib/auth/origin.ts';
import { startSignIn } from '#lib/auth/start-sign-in.ts';

/** The target of the sign-in page's form; works without scripts. Field `callbackUrl`: where to go afterwards. */
export async function POST(request: Request): Promise<Response> {
  const problem = originProblem(request.headers, process.env.NEXTAUTH_URL ?? '');
  if (problem !== null)
    return new Response(`${problem} Go back to the sign-in page and try again.\n`, { status: 403 });
  try {
    await holdToLimit('sign-ins', request.headers, null);
  } catch (error) {
    return answerFailure(error);
  }
  const callbackUrl = (await request.formData()).get('callbackUrl');
  return startSignIn(typeof callbackUrl === 'string' && callbackUrl !== '' ? callbackUrl : '/');
}
