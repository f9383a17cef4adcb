import NextAuth from 'next-auth';
import { answerFailure } from '#lib/auth/answer-failure.ts';
import { holdToLimit } from '#lib/auth/hold-to-limit.ts';
import { inSignIn } from '#lib/auth/identity/sign-in-request.ts';
import { authOptions } from '#lib/auth/options.ts';

type Context = { params: Promise<{ nextauth: string[] }> };

async function handle(request: Request, context: Context): Promise<Response> {
  const { nextauth } = await context.params;
  try {
    if (request.method === 'POST' || nextauth[0] === 'callback')
      await holdToLimit('sign-ins', request.headers, null);
  } catch (error) {
    return answerFailure(error);
  }
  return inSignIn(request, () => NextAuth(authOptions())(request, context));
}

export { handle as GET, handle as POST };
