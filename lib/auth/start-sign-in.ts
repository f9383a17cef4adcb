import { createHash, randomBytes } from 'node:crypto';
import type { NextApiRequest, NextApiResponse } from 'next';
import NextAuth from 'next-auth';
import { authOptions } from './options.ts';
import { csrfCookieName } from './session-cookie.ts';
import { readAuthSettings } from './settings.ts';

/**
 * Answers a form post from our own sign-in page with the redirect to the identity provider. next-auth wants its
 * CSRF token first, which needs a script; the caller has checked the origin instead, so the token is made here.
 */
export async function startSignIn(callbackUrl: string): Promise<Response> {
  const { url, secret } = readAuthSettings(process.env);
  const token = randomBytes(32).toString('hex');
  const hash = createHash('sha256').update(`${token}${secret}`).digest('hex');
  const request = {
    method: 'POST',
    query: { nextauth: ['signin', 'oidc'] },
    cookies: { [csrfCookieName(url)]: `${token}|${hash}` },
    headers: {},
    body: { csrfToken: token, callbackUrl },
  };
  const answer = recordAnswer();
  await NextAuth(
    request as unknown as NextApiRequest,
    answer.response as unknown as NextApiResponse,
    authOptions(),
  );
  return answer.toResponse();
}

/** Keeps what next-auth writes to a response in the old style. */
function recordAnswer() {
  let status = 200;
  const headers = new Map<string, string | string[]>();
  const response = {
    status: (code: number) => {
      status = code;
      return response;
    },
    getHeader: (name: string) => headers.get(name.toLowerCase()),
    setHeader: (name: string, value: string | string[]) => {
      headers.set(name.toLowerCase(), value);
      return response;
    },
    end: () => undefined,
    json: () => undefined,
    send: () => undefined,
  };
  const toResponse = () => {
    const all = [...headers].flatMap(([name, value]) =>
      [value].flat().map((each): [string, string] => [name, each]),
    );
    // 303: the browser goes on with GET, whatever the form was posted with.
    return new Response(null, { status: status === 302 ? 303 : status, headers: all });
  };
  return { response, toResponse };
}
