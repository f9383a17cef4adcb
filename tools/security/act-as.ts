import { Pool } from 'undici';
import { loadConnection } from '#lib/k8s/connection.ts';
import type { Identity } from './access-review.ts';

const contentTypes = {
  json: 'application/json',
  'json-patch': 'application/json-patch+json',
  'merge-patch': 'application/merge-patch+json',
  'strategic-patch': 'application/strategic-merge-patch+json',
  apply: 'application/apply-patch+yaml',
} as const;

/** One request to the API server; the path may carry a query. */
export interface Act {
  method: 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  path: string;
  body?: unknown;
  type?: keyof typeof contentTypes;
}

/** What the API server said. */
export interface Answer {
  code: number;
  message: string;
  warnings: string;
}

/** The API server, as whoever is named. */
export interface Impersonator {
  /** Carries it out. */
  act: (who: Identity, act: Act) => Promise<Answer>;
  /** Asks for the verdict only: a dry run goes through authorization and admission, and stores nothing. */
  try: (who: Identity, act: Act) => Promise<Answer>;
  close: () => Promise<void>;
}

/** Opens the API server with an administrator's kubeconfig; each request carries the name of somebody else. */
export async function impersonate(adminKubeconfig: string): Promise<Impersonator> {
  const connection = await loadConnection(adminKubeconfig);
  const { tls } = await connection.access();
  // Over HTTP/2 undici joins headers of the same name with commas, and two groups would become one.
  const pool = new Pool(connection.server, { connections: 16, allowH2: false, connect: tls });
  const act = async (who: Identity, { method, path, body, type = 'json' }: Act): Promise<Answer> => {
    const response = await pool.request({
      method,
      path,
      // As pairs: every group is a header of its own.
      headers: [
        ...['authorization', (await connection.access()).authorization ?? ''],
        ...['content-type', contentTypes[type]],
        ...['impersonate-user', who.user],
        ...who.groups.flatMap((group) => ['impersonate-group', group]),
      ],
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const answer = (await response.body.json()) as { message?: string };
    const warnings = [response.headers.warning ?? ''].flat().join(' ');
    return { code: response.statusCode, message: answer.message ?? '', warnings };
  };
  return {
    act,
    try: (who, asked) => {
      const path = `${asked.path}${asked.path.includes('?') ? '&' : '?'}dryRun=All`;
      return act(who, { ...asked, path });
    },
    close: () => pool.destroy(),
  };
}

/** A merge patch. */
export function patch(path: string, body: object): Act {
  return { method: 'PATCH', path, body, type: 'merge-patch' };
}

/** A new object. */
export function post(path: string, body: object): Act {
  return { method: 'POST', path, body };
}
