import { lookup } from 'node:dns/promises';
import { request as plainRequest } from 'node:http';
import { type RequestOptions, request as secureRequest } from 'node:https';
import { receiverAddress } from '#lib/domain/alert/address.ts';
import { addressProblem, isAllowed } from '#lib/domain/alert/reachable.ts';
import { hostOf, webhookUrlProblem } from '#lib/domain/alert/webhook-url.ts';
import type { Cidr } from '#lib/domain/network/cidr.ts';
import { DeliveryError } from '../delivery-error.ts';

/** A call to a receiver. */
export interface WebhookCall {
  url: string;
  headers: Readonly<Record<string, string>>;
  body: string;
  /** Which of several addresses to take: the next attempt takes the next one. */
  attempt: number;
}

/** How receivers are called. */
export interface WebhookRules {
  /** Internal networks that the operator lets receivers be in. */
  allowed: readonly Cidr[];
  /** All addresses of a name. */
  resolve: (host: string) => Promise<string[]>;
  /** Milliseconds from the lookup of the name to the answer. */
  deadlineMs: number;
  /** Whom to trust besides the usual authorities, as PEM. */
  ca?: string;
}

/** Asks the system for all addresses of a name. */
export async function resolveHost(host: string): Promise<string[]> {
  return (await lookup(host, { all: true })).map(({ address }) => address);
}

/**
 * Posts to a receiver and succeeds at any answer of 2xx. The name is looked up once, each of its addresses is checked, and
 * one of just these is connected to, so that a second answer of the name server changes nothing. Redirects are not
 * followed and of the answer nothing but its status is read. Rejects with a DeliveryError.
 */
export async function sendWebhook(call: WebhookCall, rules: WebhookRules): Promise<void> {
  const problem = webhookUrlProblem(call.url, rules.allowed);
  if (problem !== null) throw new DeliveryError(problem);
  const signal = AbortSignal.timeout(rules.deadlineMs);
  const late = new DeliveryError(
    `The receiver did not answer within ${Math.round(rules.deadlineMs / 1000)} s.`,
  );
  const status = await untilAborted(signal, late, callReceiver(new URL(call.url), call, rules, signal)).catch(
    (error: unknown) => {
      throw signal.aborted ? late : asDeliveryError(error);
    },
  );
  if (status >= 300 && status < 400)
    throw new DeliveryError(`The receiver answered with a redirect (${status}), which is not followed.`);
  if (status < 200 || status >= 300)
    throw new DeliveryError(`The receiver answered with the status ${status}.`);
}

async function callReceiver(
  url: URL,
  { headers, body, attempt }: WebhookCall,
  rules: WebhookRules,
  signal: AbortSignal,
): Promise<number> {
  const host = hostOf(url);
  const isAddress = receiverAddress(host) !== null;
  const addresses = isAddress ? [host] : await resolveNamed(host, rules);
  for (const address of addresses) check(url, address, rules);
  const address = addresses[attempt % addresses.length] ?? host;
  return post(url.protocol === 'https:' ? secureRequest : plainRequest, body, {
    ...{ method: 'POST', host: address, port: url.port, path: `${url.pathname}${url.search}`, signal },
    ...(isAddress ? {} : { servername: host }),
    ...(rules.ca === undefined ? {} : { ca: rules.ca }),
    // No connection is kept: the next message looks the name up anew.
    agent: false,
    headers: { ...headers, host: url.host, 'content-length': Buffer.byteLength(body) },
  });
}

async function resolveNamed(host: string, { resolve }: WebhookRules): Promise<string[]> {
  const addresses = await resolve(host).catch(() => []);
  if (addresses.length === 0) throw new DeliveryError(`The name ${host} leads to no address.`);
  return addresses;
}

function check(url: URL, text: string, { allowed }: WebhookRules): void {
  const problem = addressProblem(text, allowed);
  if (problem !== null)
    throw new DeliveryError(
      `${hostOf(url)} leads to an address that can’t be reached from here: ${problem}.`,
    );
  const address = receiverAddress(text);
  if (url.protocol === 'http:' && (address === null || !isAllowed(address, allowed)))
    throw new DeliveryError('The address begins with https://.');
}

/** Resolves with the status; the connection is closed before any of the answer's body is read. */
function post(send: typeof secureRequest, body: string, options: RequestOptions): Promise<number> {
  return new Promise((resolve, reject) => {
    const request = send(options, (response) => {
      resolve(response.statusCode ?? 0);
      response.destroy();
    });
    request.on('error', reject);
    request.end(body);
  });
}

// A lookup can't be aborted.
function untilAborted<T>(signal: AbortSignal, reason: Error, work: Promise<T>): Promise<T> {
  const aborted = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(reason), { once: true });
  });
  return Promise.race([work, aborted]);
}

function asDeliveryError(error: unknown): DeliveryError {
  if (error instanceof DeliveryError) return error;
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'no answer';
  return new DeliveryError(`The receiver could not be called (${code}).`);
}
