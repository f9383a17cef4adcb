import { timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { errors, type Provider } from 'oidc-provider';
import type { IdentityConfig } from './accounts.ts';
import { messagePage, signInPage } from './pages.ts';
import { createProvider } from './provider.ts';

/** Serves the provider and its sign-in page on the loopback address. */
export async function serveIdentity(config: IdentityConfig): Promise<Server> {
  const provider = createProvider(config);
  const protocol = provider.callback();
  const server = createServer((request, response) => {
    const uid = /^\/interaction\/([\w-]+)$/.exec(request.url ?? '')?.[1];
    if (!uid) return void protocol(request, response);
    interact(provider, config, uid, request, response).catch((error) => {
      if (!(error instanceof errors.SessionNotFound)) console.error(error);
      const again =
        'This sign-in is too old or was started in another browser. Go back to Bailiwick and sign in again.';
      sendPage(response, 400, messagePage('Sign-in not found', again));
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(config.port, '127.0.0.1', resolve);
  });
  return server;
}

async function interact(
  provider: Provider,
  config: IdentityConfig,
  uid: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { params } = await provider.interactionDetails(request, response);
  const hint = typeof params.login_hint === 'string' ? params.login_hint : '';
  if (request.method !== 'POST') {
    sendPage(response, 200, signInPage(uid, config.accounts, hint, false));
    return;
  }
  const form = new URLSearchParams(await text(request));
  const email = (form.get('email') ?? '').trim().toLowerCase();
  const account = config.accounts.find((candidate) => candidate.email === email);
  if (!account || !isSame(account.password, form.get('password') ?? '')) {
    sendPage(response, 401, signInPage(uid, config.accounts, email, true));
    return;
  }
  await provider.interactionFinished(request, response, {
    login: { accountId: account.subject, amr: ['pwd'] },
  });
}

function isSame(expected: string, given: string): boolean {
  const [left, right] = [Buffer.from(expected), Buffer.from(given)];
  return left.length === right.length && timingSafeEqual(left, right);
}

function sendPage(response: ServerResponse, status: number, html: string): void {
  response.writeHead(status, {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'content-security-policy':
      "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'",
    'x-content-type-options': 'nosniff',
  });
  response.end(html);
}
