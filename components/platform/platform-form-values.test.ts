import { expect, it } from 'vitest';
import { defaultPlatform, type PlatformSettings } from '#lib/domain/platform.ts';
import { platformChanges, platformErrors, platformValues, readPlatform } from './platform-form-values.ts';

const full: PlatformSettings = {
  ...defaultPlatform,
  dnsLabels: { 'k8s-app': 'kube-dns', tier: '' },
  monitoringNamespace: 'monitoring',
  apiServers: [
    { cidr: '10.96.0.1/32', port: 443 },
    { cidr: 'fd00:1::1/128', port: 6443 },
  ],
  privateRanges: ['10.0.0.0/8', 'fd00::/8'],
};

it.each([defaultPlatform, full])('what is written into the form is read back the same', (settings) => {
  expect(readPlatform(platformValues(settings))).toEqual(settings);
});

it('an address without a port is left for the service to refuse', () => {
  const { apiServers } = readPlatform({ apiServers: '10.96.0.1/32' });
  expect(apiServers).toEqual([{ cidr: '10.96.0.1/32', port: Number.NaN }]);
});

it('errors stand at their field and name the entry', () => {
  const errors = {
    'settings.privateRanges.1': 'is wrong',
    'settings.apiServers.0.port': 'Give a port.',
    'settings.dnsNamespace': 'Write a name.',
    reason: 'Say why.',
  };
  const values = { privateRanges: '10.0.0.0/8\nnonsense', apiServers: '10.96.0.1/32' };
  expect(platformErrors(errors, values)).toEqual({
    privateRanges: 'nonsense: is wrong',
    apiServers: '10.96.0.1/32: Give a port.',
    dnsNamespace: 'Write a name.',
    reason: 'Say why.',
  });
});

it('only what differs is a change', () => {
  expect(platformChanges(defaultPlatform, full).map(({ path }) => path)).toEqual([
    'Labels of the DNS pods',
    'Namespace of the monitoring',
    'API server addresses',
    'Private ranges',
  ]);
  expect(platformChanges(full, full)).toEqual([]);
});
