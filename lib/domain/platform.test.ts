import { describe, expect, it } from 'vitest';
import { defaultPlatform, type PlatformSettings, platformSettingsSchema } from './platform.ts';

const problemsOf = (changes: Partial<Record<keyof PlatformSettings, unknown>>) => {
  const parsed = platformSettingsSchema.safeParse({ ...defaultPlatform, ...changes });
  return parsed.success
    ? []
    : parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
};

it('the defaults are settings in canonical form', () => {
  expect(platformSettingsSchema.parse(defaultPlatform)).toEqual(defaultPlatform);
});

it('lists are kept sorted and without doubles', () => {
  const endpoint = (cidr: string) => ({ cidr, port: 6443 });
  const parsed = platformSettingsSchema.parse({
    ...defaultPlatform,
    apiServers: [endpoint('192.0.2.1/32'), endpoint('10.96.0.1/32'), endpoint('192.0.2.1/32')],
    privateRanges: ['fd00::/8', '10.0.0.0/8', 'FD00::/8'],
  });
  expect(parsed.apiServers.map(({ cidr }) => cidr)).toEqual(['10.96.0.1/32', '192.0.2.1/32']);
  expect(parsed.privateRanges).toEqual(['10.0.0.0/8', 'fd00::/8']);
});

describe('cloud metadata can’t be let through', () => {
  it.each(['169.254.169.254/32', '169.254.0.0/16', 'fd00:ec2::254/128', 'fd00:ec2::/48'])(
    'as an API server: %s',
    (cidr) => {
      expect(problemsOf({ apiServers: [{ cidr, port: 80 }] })).toEqual([
        'apiServers.0.cidr: This range holds a cloud metadata address, which stays denied.',
      ]);
    },
  );

  it.each(['169.254.169.254', 'fd00:ec2:0:0::254'])('as the node-local DNS: %s', (nodeLocalDns) => {
    expect(problemsOf({ nodeLocalDns })).toEqual([
      'nodeLocalDns: This is a cloud metadata address, which stays denied.',
    ]);
  });
});

describe('what would open too much or nothing is refused in words', () => {
  it.each<[Partial<Record<keyof PlatformSettings, unknown>>, string]>([
    [{ dnsLabels: {} }, 'dnsLabels: Name at least one label of the DNS pods.'],
    [{ privateRanges: [] }, 'privateRanges: Name at least one range'],
    [{ privateRanges: ['0.0.0.0/0'] }, 'privateRanges.0: This range holds the whole internet'],
    [{ privateRanges: ['::/0'] }, 'privateRanges.0: This range holds the whole internet'],
    [{ privateRanges: ['10.0.0.1/8'] }, 'privateRanges.0: 10.0.0.1/8 is not a range.'],
    [{ privateRanges: [''] }, 'privateRanges.0: An empty text is not a range.'],
    [
      { apiServers: [{ cidr: '0.0.0.0/0', port: 443 }] },
      'apiServers.0.cidr: This range holds a cloud metadata',
    ],
    [{ apiServers: [{ cidr: '8.0.0.0/8', port: 443 }] }, 'apiServers.0.cidr: This range is too wide'],
    [{ apiServers: [{ cidr: '10.0.0.1/32', port: 0 }] }, 'apiServers.0.port: A port is at least 1.'],
    [{ ingressNamespace: '' }, 'ingressNamespace: Write a namespace name'],
    [{ monitoringNamespace: 'Monitoring' }, 'monitoringNamespace: Write a namespace name'],
    [{ nodeLocalDns: '169.254.20' }, 'nodeLocalDns: Write one address'],
    [{ subjectPrefix: '' }, 'subjectPrefix: Write a prefix'],
    [{ subjectPrefix: 'system:' }, 'subjectPrefix: Write a prefix'],
  ])('%j', (changes, message) => {
    expect(problemsOf(changes).join('\n')).toContain(message);
  });
});
