import type { PlatformSettings } from '../platform.ts';
import { parseCidr } from './cidr.ts';
import { type Endpoint, grantsFor, portsOfGrants } from './evaluate.ts';
import type { NetworkState } from './observed-policies.ts';
import { hasPort } from './port-set.ts';
import type { ProbeTarget } from './probe-job.ts';
import { podEnd } from './witnesses.ts';

const podLabels = { app: 'network-probe' };

/**
 * What a probe pod in the environment tries, with what its observed policies say. Targets that always listen (the
 * API server, the DNS pods' metrics) prove that what is denied is really closed, and not just that nobody is there.
 */
export function probeTargets(here: NetworkState, platform: PlatformSettings): ProbeTarget[] {
  const probe = podEnd(here, podLabels);
  const expected = (end: Endpoint, port: number) => {
    const ports = portsOfGrants(grantsFor(here.policies, probe, 'egress', end));
    return hasPort(ports, 'TCP', port) ? ('open' as const) : ('closed' as const);
  };
  const dns = podEnd(
    { namespace: platform.dnsNamespace, labels: { 'kubernetes.io/metadata.name': platform.dnsNamespace } },
    platform.dnsLabels,
  );
  const dnsHost = `kube-dns.${platform.dnsNamespace}.svc`;
  const named = (name: string, host: string, port: number, end: Endpoint): ProbeTarget => ({
    name,
    host,
    port,
    expected: expected(end, port),
  });
  const servers = platform.apiServers.flatMap(({ cidr, port }) => {
    const [host = '', length] = cidr.split('/');
    return length === '32' || length === '128'
      ? [named(`API server ${host}`, host, port, outside(cidr))]
      : [];
  });
  return [
    { name: 'Look up a name', host: 'kubernetes.default.svc', port: null, expected: expected(dns, 53) },
    named('DNS pods', dnsHost, 53, dns),
    named('DNS pods, their metrics', dnsHost, 9153, dns),
    ...(servers.length > 0 ? servers : unreachableServer(here, probe, platform)),
    named('Internet, 1.1.1.1', '1.1.1.1', 443, outside('1.1.1.1/32')),
    named('Cloud metadata', '169.254.169.254', 80, outside('169.254.169.254/32')),
  ];
}

// Where no API server is named it must be closed; its address is not known, but lies in the private ranges.
function unreachableServer(
  here: NetworkState,
  probe: Endpoint,
  { privateRanges }: PlatformSettings,
): ProbeTarget[] {
  const open = privateRanges.flatMap((range) => grantsFor(here.policies, probe, 'egress', outside(range)));
  if (hasPort(portsOfGrants(open), 'TCP', 443)) return [];
  return [{ name: 'API server', host: 'kubernetes.default.svc', port: 443, expected: 'closed' }];
}

function outside(range: string): Endpoint {
  const cidr = parseCidr(range);
  if (cidr === null) throw new Error(`${range} is not a range`);
  return { addresses: [{ cidr, except: [] }], pod: null };
}
