import type { Denial, QuotaShortage, Refusal } from './denial.ts';
import { parseLimits } from './parse-limits.ts';
import { parsePodSecurity } from './parse-pod-security.ts';
import { plainText } from './plain-text.ts';

const aboutObject = /(?:^|[\s:])([a-zA-Z][a-zA-Z0-9.-]{0,252}) "[^"]{0,253}" is (forbidden|invalid): (.*)$/;
const failedWebhook = /failed calling webhook "([^"]{1,253})": (.*)$/;
const deniedByWebhook = /admission webhook "([^"]{1,253})" denied the request(?:: (.*)|\s.*)?$/;

/** Reads an event's or an answer's message; null unless it tells that the API server refused an object. Never throws. */
export function parseRefusal(message: string): Refusal | null {
  const line = plainText(message);
  const webhook = parseWebhook(line);
  if (webhook !== null) return webhook;
  const [, resource, verdict, text = ''] = aboutObject.exec(line) ?? [];
  if (resource === undefined) return null;
  return { resource, text, denial: verdict === 'invalid' ? parseInvalid(text) : parseForbidden(text) };
}

function parseWebhook(line: string): Refusal | null {
  const [, failing, because] = failedWebhook.exec(line) ?? [];
  if (failing !== undefined) {
    const text = because ?? '';
    return {
      resource: null,
      text: line,
      denial: { kind: 'webhook', webhook: failing, answered: false, text },
    };
  }
  const [, denying, words] = deniedByWebhook.exec(line) ?? [];
  if (denying === undefined) return null;
  const denial: Denial = { kind: 'webhook', webhook: denying, answered: true, text: words ?? '' };
  return { resource: null, text: line, denial };
}

function parseForbidden(text: string): Denial {
  return (
    parseQuota(text) ??
    parseUnspecified(text) ??
    parsePodSecurity(text) ??
    parsePolicy(text) ??
    parseLimits(text) ??
    parseMissing(text) ??
    (text.includes('because it is being terminated') ? { kind: 'terminating' } : { kind: 'other', text })
  );
}

const exceeded = /^exceeded quota: ([^,\s]+), requested: (\S+), used: (\S+), limited: (\S+)$/;

function parseQuota(text: string): Denial | null {
  const [, quota, requested = '', used = '', limited = ''] = exceeded.exec(text) ?? [];
  if (quota === undefined) return null;
  const [wanted, taken, hard] = [requested, used, limited].map(amounts) as [Amounts, Amounts, Amounts];
  const shortages = [...wanted].map(
    ([key, amount]): QuotaShortage => ({
      key,
      requested: amount,
      used: taken.get(key) ?? '0',
      limited: hard.get(key) ?? '0',
    }),
  );
  return { kind: 'quota', quota, shortages };
}

type Amounts = Map<string, string>;

function amounts(list: string): Amounts {
  const pairs = list.split(',').flatMap((pair): [string, string][] => {
    const at = pair.lastIndexOf('=');
    return at <= 0 ? [] : [[pair.slice(0, at), pair.slice(at + 1)]];
  });
  return new Map(pairs);
}

const failed = /^failed quota: ([^:\s]+): must specify (.+)$/;

function parseUnspecified(text: string): Denial | null {
  const [, quota, list = ''] = failed.exec(text) ?? [];
  if (quota === undefined) return null;
  const missing = list.split('; ').map((part) => {
    const [key = '', containers = ''] = part.split(' for: ');
    return { key, containers: containers.split(',').filter(Boolean) };
  });
  return { kind: 'unspecified', quota, missing };
}

const byPolicy = /^ValidatingAdmissionPolicy '([^']+)' with binding '[^']+' denied request: (.*)$/;
const ours = /^bailiwick\/([a-z-]+): (.*)$/;

function parsePolicy(text: string): Denial | null {
  const [, policy, words = ''] = byPolicy.exec(text) ?? [];
  if (policy === undefined) return null;
  const [, rule = null, own = words] = ours.exec(words) ?? [];
  return { kind: 'policy', policy, rule, text: own };
}

const account = /^error looking up service account \S+: serviceaccount "([^"]+)" not found$/;
const priority = /^no PriorityClass with name (\S+) was found$/;
const runtime = /^pod rejected: RuntimeClass "([^"]+)" not found$/;

function parseMissing(text: string): Denial | null {
  const rules = [
    ['ServiceAccount', account],
    ['PriorityClass', priority],
    ['RuntimeClass', runtime],
  ] as const;
  for (const [what, pattern] of rules) {
    const name = pattern.exec(text)?.[1];
    if (name !== undefined) return { kind: 'missing', what, name };
  }
  return null;
}

// A whole struct of the API server's own says less than what follows.
const wholeObject = /^Invalid value: \{.*\}: /;

function parseInvalid(text: string): Denial {
  const at = text.indexOf(': ');
  return at < 0
    ? { kind: 'invalid', field: '', text }
    : {
        kind: 'invalid',
        field: text.slice(0, at).replace(/^\[/, ''),
        text: text.slice(at + 2).replace(wholeObject, ''),
      };
}
