import type { PlatformSettings } from '../platform.ts';
import { networkMatrix, networkSentences } from './network-matrix.ts';
import type { NetworkState } from './observed-policies.ts';

/** What a change does to who reaches whom, as sentences. */
export interface FlowChanges {
  /** What passes now and would not any more. */
  lost: string[];
  gained: string[];
}

/**
 * What passes before and after a change of an environment's policies, by the team's environments, which may be named, and
 * everybody else, who is not. Nothing where both are the same.
 */
export function flowChanges(
  before: NetworkState,
  after: NetworkState,
  siblings: readonly { label: string; state: NetworkState }[],
  teamLabel: string,
  platform: PlatformSettings,
): FlowChanges {
  const said = (state: NetworkState) => networkSentences(networkMatrix(state, siblings, teamLabel, platform));
  const [old, next] = [said(before), said(after)];
  const without = (sentences: string[], known: string[]) => sentences.filter((each) => !known.includes(each));
  return { lost: without(old, next), gained: without(next, old) };
}
