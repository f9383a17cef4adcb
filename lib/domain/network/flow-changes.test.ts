import { expect, test } from 'vitest';
import { networkBundleAnnotation, teamLabel } from '#lib/provisioner/desired/ownership.ts';
import { renderEnvironment } from '#lib/provisioner/desired/render-environment.ts';
import { observeAll, testSpec } from '#lib/provisioner/desired/spec.test-fixture.ts';
import { observedState } from '#lib/provisioner/status/observed-state.ts';
import { type NetworkProfile, networkProfiles } from '../class-choices.ts';
import { defaultPlatform } from '../platform.ts';
import { flowChanges } from './flow-changes.ts';
import { networkState } from './observed-policies.ts';

function stateOf(networkProfile: NetworkProfile, slug = 'qa1') {
  const spec = testSpec({ networkProfile }, { slug, namespace: `payments-${slug}` });
  const desired = renderEnvironment(spec);
  return networkState(spec.namespace, observedState(desired, observeAll(desired)), networkBundleAnnotation);
}

const siblings = [{ label: 'Environment qa2', state: stateOf('team', 'qa2') }];
const between = (from: NetworkProfile, to: NetworkProfile) =>
  flowChanges(stateOf(from), stateOf(to), siblings, teamLabel, defaultPlatform);

test('what an isolation cuts is told by the names of the team’s environments', () => {
  expect(between('team', 'isolated')).toEqual({
    lost: [
      'Pods here reach environment qa2 on every port.',
      'Pods here are reached by environment qa2 on every port.',
    ],
    gained: [],
  });
});

test('another profile may cut one thing and open another', () => {
  const { lost, gained } = between('team', 'open-egress');
  expect(lost).toContain('Pods here are reached by environment qa2 on every port.');
  expect(gained).toEqual([expect.stringMatching(/^Pods here reach the internet on every port/)]);
});

test('the same profile changes nothing, and the way back undoes the way there', () => {
  for (const from of networkProfiles)
    for (const to of networkProfiles) {
      const [there, back] = [between(from, to), between(to, from)];
      expect([there.lost, there.gained]).toEqual([back.gained, back.lost]);
      if (from === to) expect(there).toEqual({ lost: [], gained: [] });
    }
});
