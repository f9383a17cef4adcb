import type { PlatformSettings } from '../platform.ts';
import { networkPeers } from './network-peers.ts';
import type { NetworkState } from './observed-policies.ts';
import { type ReachLine, type ReachRow, reachRow } from './reachability.ts';
import { witnessesIn } from './witnesses.ts';

/**
 * Who reaches whom, by the observed policies: a row for each peer an environment may have. `siblings` are the team's
 * other environments, which may be named; `teamLabel` is the label that says whose a namespace is.
 */
export function networkMatrix(
  here: NetworkState,
  siblings: readonly { label: string; state: NetworkState }[],
  teamLabel: string,
  platform: PlatformSettings,
): ReachRow[] {
  const all = [here, ...siblings.map(({ state }) => state)].flatMap(({ policies }) => policies);
  const pods = witnessesIn(here, all);
  return networkPeers(here, siblings, teamLabel, platform).map((peer) => reachRow(here, pods, peer));
}

/** The matrix as sentences, one for each thing that is allowed. */
export function networkSentences(rows: readonly ReachRow[]): string[] {
  return rows.flatMap(({ peer, egress, ingress }) => [
    ...egress.map((line) => `${subject(line)} reach ${partOf(peer, line)} on ${line.ports}.${opener(line)}`),
    ...ingress.map(
      (line) => `${subject(line)} are reached by ${partOf(peer, line)} on ${line.ports}.${opener(line)}`,
    ),
  ]);
}

function subject({ pods }: ReachLine): string {
  return pods === '' ? 'Pods here' : `Pods here with ${pods}`;
}

function partOf(peer: string, { part }: ReachLine): string {
  const name = `${peer.charAt(0).toLowerCase()}${peer.slice(1)}`;
  return part.length === 0 ? name : `a part of ${name} (${part.join('; ')})`;
}

function opener({ byTenant, policies }: ReachLine): string {
  return byTenant ? ` This is opened by a policy that your team made (${policies.join(', ')}).` : '';
}
