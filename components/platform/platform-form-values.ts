import type { FieldErrors } from '#lib/domain/error.ts';
import type { PlatformSettings } from '#lib/domain/platform.ts';

type Values = Readonly<Record<string, string>>;

/** The settings as text of the form: one entry a line in lists. */
export function platformValues(settings: PlatformSettings): Record<keyof PlatformSettings, string> {
  return {
    subjectPrefix: settings.subjectPrefix,
    dnsNamespace: settings.dnsNamespace,
    dnsLabels: Object.entries(settings.dnsLabels)
      .map(([key, value]) => `${key}=${value}`)
      .join('\n'),
    nodeLocalDns: settings.nodeLocalDns ?? '',
    ingressNamespace: settings.ingressNamespace,
    monitoringNamespace: settings.monitoringNamespace ?? '',
    apiServers: settings.apiServers.map(({ cidr, port }) => `${cidr}:${port}`).join('\n'),
    privateRanges: settings.privateRanges.join('\n'),
  };
}

/** What the form says, for the service to check. */
export function readPlatform(values: Values) {
  const at = (name: keyof PlatformSettings) => values[name]?.trim() ?? '';
  const orNull = (text: string) => (text === '' ? null : text);
  return {
    subjectPrefix: at('subjectPrefix'),
    dnsNamespace: at('dnsNamespace'),
    dnsLabels: Object.fromEntries(
      entries(at('dnsLabels')).map((entry) => splitAt(entry, entry.indexOf('='))),
    ),
    nodeLocalDns: orNull(at('nodeLocalDns')),
    ingressNamespace: at('ingressNamespace'),
    monitoringNamespace: orNull(at('monitoringNamespace')),
    apiServers: entries(at('apiServers')).map((entry) => {
      const [cidr, port] = splitAt(entry, entry.lastIndexOf(':'));
      return { cidr, port: /^\d{1,6}$/.test(port) ? Number(port) : Number.NaN };
    }),
    privateRanges: entries(at('privateRanges')),
  };
}

function entries(text: string): string[] {
  return text.split(/[\s,]+/).filter(Boolean);
}

// Without the sign all of it is the first part, and the service says what is missing.
function splitAt(entry: string, index: number): [string, string] {
  return index < 0 ? [entry, ''] : [entry.slice(0, index), entry.slice(index + 1)];
}

/** Errors of the service under the names of the fields; those of a list say which entry they mean. */
export function platformErrors(errors: FieldErrors, values: Values): FieldErrors {
  const placed: Record<string, string> = {};
  for (const [path, message] of Object.entries(errors)) {
    const [, field = path, index] = path.startsWith('settings.') ? path.split('.') : ['', path];
    const entry = index === undefined ? undefined : entries(values[field] ?? '')[Number(index)];
    placed[field] ??= entry === undefined ? message : `${entry}: ${message}`;
  }
  return placed;
}

/** The words of a field, for the form and the history. */
export const platformLabels: Record<keyof PlatformSettings, string> = {
  subjectPrefix: 'Prefix of subjects',
  dnsNamespace: 'Namespace of the cluster’s DNS',
  dnsLabels: 'Labels of the DNS pods',
  nodeLocalDns: 'Address of the node-local DNS cache',
  ingressNamespace: 'Namespace of the ingress controller',
  monitoringNamespace: 'Namespace of the monitoring',
  apiServers: 'API server addresses',
  privateRanges: 'Private ranges',
};

/** What differs between two versions, in words. */
export function platformChanges(before: PlatformSettings, after: PlatformSettings) {
  const [old, next] = [platformValues(before), platformValues(after)];
  const names = Object.keys(platformLabels) as (keyof PlatformSettings)[];
  return names
    .filter((name) => old[name] !== next[name])
    .map((name) => ({
      path: platformLabels[name],
      before: old[name] || undefined,
      after: next[name] || undefined,
    }));
}
