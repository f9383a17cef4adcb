import { z } from 'zod';
import type { AuthSettings } from '../settings.ts';

/** What the provider says when it is asked again about a sign-in. */
export type ProviderAnswer =
  /** Still there, with the claims of now and the token for the next question. */
  | { kind: 'there'; claims: object; next: { kind: 'refresh' | 'access'; token: string } }
  /** The provider vouches no more for this sign-in. */
  | { kind: 'refused'; why: string }
  /** No answer that tells anything. */
  | { kind: 'silent'; why: string };

/** What is asked about: an open token, and whose it is. */
export interface Question {
  kind: 'refresh' | 'access';
  token: string;
  subject: string;
}

const patienceMs = 10_000;

const endpoints = z.object({ token_endpoint: z.url(), userinfo_endpoint: z.url().optional() });
const tokens = z.object({
  access_token: z.string().optional(),
  refresh_token: z.string().optional(),
  id_token: z.string().optional(),
});

// RFC 6749 5.2, and OpenID Connect Core 3.1.2.6 where the provider wants to see the person again.
const refusals = ['invalid_grant', 'interaction_required', 'login_required', 'consent_required'];

/**
 * Asks the provider whether it still vouches for a sign-in: with the refresh token where there is one, else by asking for the
 * person with the access token, which says no when it has run out. A provider that is away or misbehaves is silent, never a no.
 */
export async function askProvider(
  settings: Pick<AuthSettings, 'issuer' | 'clientId' | 'clientSecret'>,
  question: Question,
): Promise<ProviderAnswer> {
  try {
    const wellKnown = `${settings.issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
    const known = endpoints.parse(await json(await ask(wellKnown)));
    return question.kind === 'refresh'
      ? await refresh(settings, known, question)
      : await userinfo(known, question.token, question.subject, question);
  } catch (error) {
    return { kind: 'silent', why: error instanceof Error ? error.name : 'no answer' };
  }
}

async function refresh(
  { clientId, clientSecret }: Pick<AuthSettings, 'clientId' | 'clientSecret'>,
  known: z.output<typeof endpoints>,
  { token, subject }: Question,
): Promise<ProviderAnswer> {
  const form = (text: string) => encodeURIComponent(text).replaceAll('%20', '+');
  const basic = Buffer.from(`${form(clientId)}:${form(clientSecret)}`).toString('base64');
  const answer = await ask(known.token_endpoint, {
    method: 'POST',
    headers: { authorization: `Basic ${basic}` },
    body: new URLSearchParams({ grant_type: 'refresh_token', refresh_token: token }),
  });
  const body = await json(answer);
  if (!answer.ok) {
    const error = z.object({ error: z.string() }).safeParse(body).data?.error ?? '';
    return refusals.includes(error) ? { kind: 'refused', why: error } : silence(answer);
  }
  const said = tokens.parse(body);
  const next = { kind: 'refresh', token: said.refresh_token ?? token } as const;
  if (said.id_token !== undefined) return claimsOf(payloadOf(said.id_token), subject, clientId, next);
  return userinfo(known, said.access_token ?? '', subject, next);
}

async function userinfo(
  { userinfo_endpoint: endpoint }: z.output<typeof endpoints>,
  accessToken: string,
  subject: string,
  { kind, token }: { kind: 'refresh' | 'access'; token: string },
): Promise<ProviderAnswer> {
  if (endpoint === undefined) return { kind: 'refused', why: 'no way to ask' };
  const answer = await ask(endpoint, { headers: { authorization: `Bearer ${accessToken}` } });
  if (answer.status === 401 || answer.status === 403)
    return { kind: 'refused', why: `status ${answer.status}` };
  if (!answer.ok) return silence(answer);
  return claimsOf(await json(answer), subject, null, { kind, token });
}

// Read from the provider over its own connection, so its signature need not be checked again (OpenID Connect Core 3.1.3.7).
function payloadOf(idToken: string): unknown {
  return JSON.parse(Buffer.from(idToken.split('.')[1] ?? '', 'base64url').toString('utf8'));
}

function claimsOf(
  said: unknown,
  subject: string,
  audience: string | null,
  next: { kind: 'refresh' | 'access'; token: string },
): ProviderAnswer {
  const claims = z.looseObject({ sub: z.string(), aud: z.unknown() }).parse(said);
  const isForUs = audience === null || [claims.aud].flat().includes(audience);
  if (claims.sub !== subject || !isForUs)
    return { kind: 'refused', why: 'the answer is about somebody else' };
  return { kind: 'there', claims, next };
}

function ask(url: string, init: RequestInit = {}): Promise<Response> {
  return fetch(url, { ...init, redirect: 'error', signal: AbortSignal.timeout(patienceMs) });
}

async function json(answer: Response): Promise<unknown> {
  return JSON.parse(await answer.text());
}

const silence = ({ status }: Response): ProviderAnswer => ({ kind: 'silent', why: `status ${status}` });
