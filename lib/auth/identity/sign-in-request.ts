import { AsyncLocalStorage } from 'node:async_hooks';

/** What a sign-in knows of the request that it answers, and the session that it has opened. */
interface SignInRequest {
  userAgent: string | null;
  sessionId: string | null;
  /** All that the provider said; next-auth's event hears a part of it alone. */
  claims: object;
}

const storage = new AsyncLocalStorage<SignInRequest>();

/** Runs next-auth's part of a request; it hands neither the request nor the session to those who need them. */
export function inSignIn<T>(request: Request, work: () => Promise<T>): Promise<T> {
  return storage.run({ userAgent: request.headers.get('user-agent'), sessionId: null, claims: {} }, work);
}

/** The request that a sign-in answers; undefined outside of one. */
export function signInRequest(): SignInRequest | undefined {
  return storage.getStore();
}
