import { Agent, request } from 'undici';
import type { Connection } from '#lib/k8s/connection.ts';

/** One call of an attacker. */
export interface Attempt {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  path: string;
  body?: object;
  /** How a PATCH is meant. */
  patch?: 'json-patch+json' | 'merge-patch+json' | 'strategic-merge-patch+json' | 'apply-patch+yaml';
  headers?: Record<string, string>;
}

/** What the API server made of it. */
export interface Answer {
  outcome: 'done' | 'refused' | 'failed';
  message: string;
}

export interface Attacker {
  attempt: (call: Attempt) => Promise<Answer>;
  end: () => Promise<void>;
}

/** Makes calls with the credential of a connection; `end` closes what it opened. */
export async function createAttacker(connection: Connection): Promise<Attacker> {
  const { tls } = await connection.access();
  const dispatcher = new Agent({ connect: tls });
  const attempt = async (call: Attempt): Promise<Answer> => {
    const { method, path, body, patch, headers } = call;
    const type = patch === undefined ? 'application/json' : `application/${patch}`;
    const response = await request(`${connection.server}${path}`, {
      method,
      dispatcher,
      headers: {
        authorization: (await connection.access()).authorization ?? '',
        'content-type': type,
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.body.text();
    const message = response.statusCode < 300 ? '' : messageOf(text);
    return { outcome: outcomeOf(response.statusCode), message: `${response.statusCode} ${message}` };
  };
  return { attempt, end: () => dispatcher.destroy() };
}

// Only a 403 says that the right is missing; anything else might succeed with a better written call.
function outcomeOf(status: number): Answer['outcome'] {
  if (status < 300) return 'done';
  return status === 403 ? 'refused' : 'failed';
}

function messageOf(text: string): string {
  try {
    return (JSON.parse(text) as { message?: string }).message ?? text;
  } catch {
    return text;
  }
}
