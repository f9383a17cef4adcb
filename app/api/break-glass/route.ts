import { cookies } from 'next/headers';
import { answerFailure } from '#lib/auth/answer-failure.ts';
import { breakGlass } from '#lib/auth/identity/break-glass.ts';
import { originProblem } from '#lib/auth/origin.ts';
import { sessionCookieName } from '#lib/auth/session-cookie.ts';

/** The target of the form on /break-glass; works without scripts. Field `code`: the one-time code from the server console. */
export async function POST(request: Request): Promise<Response> {
  const url = process.env.NEXTAUTH_URL ?? '';
  const problem = originProblem(request.headers, url);
  if (problem !== null) return new Response(`${problem}\n`, { status: 403 });
  try {
    const code = (await request.formData()).get('code');
    const opened = await breakGlass(typeof code === 'string' ? code : '', request.headers);
    if (opened === null) return goTo(url, '/break-glass?refused=1');
    const secure = url.startsWith('https:');
    const attributes = {
      httpOnly: true,
      sameSite: 'lax',
      path: '/',
      secure,
      maxAge: opened.seconds,
    } as const;
    (await cookies()).set(sessionCookieName(url), opened.token, attributes);
    return goTo(url, '/');
  } catch (error) {
    return answerFailure(error);
  }
}

// 303: the browser goes on with GET.
function goTo(base: string, path: string): Response {
  return new Response(null, { status: 303, headers: { location: new URL(path, base).href } });
}
