import { describe, expect, test } from 'vitest';
import { renderNetworkPolicies } from '#lib/provisioner/desired/network-policy.ts';
import type { ObservedObject } from '#lib/provisioner/desired/observed-object.ts';
import { observedAs, testSpec } from '#lib/provisioner/desired/spec.test-fixture.ts';
import { isolates, openingsTo } from './openings.ts';

const object = (name: string, more: Partial<ObservedObject>): ObservedObject =>
  ({ metadata: { name, uid: name, resourceVersion: '1' }, ...more }) as ObservedObject;
const policy = (spec: object) => object('p', { spec });
const other = object('other', {});
other.metadata.labels = { 'kubernetes.io/metadata.name': 'other', team: 'b' };

describe('openings to other teams', () => {
  test.each<[string, object, string[]]>([
    ['no peers', { ingress: [{}] }, ['everybody']],
    ['an empty list of peers', { egress: [{ to: [] }] }, ['everybody']],
    ['every namespace', { ingress: [{ from: [{ namespaceSelector: {} }] }] }, ['other']],
    [
      'pods of every namespace',
      { ingress: [{ from: [{ namespaceSelector: {}, podSelector: {} }] }] },
      ['other'],
    ],
    ['pods of the own namespace', { ingress: [{ from: [{ podSelector: {} }] }] }, []],
    ['every address in', { ingress: [{ from: [{ ipBlock: { cidr: '::/0' } }] }] }, ['everybody']],
    [
      'half of all addresses in',
      { ingress: [{ from: [{ ipBlock: { cidr: '128.0.0.0/1' } }] }] },
      ['everybody'],
    ],
    ['an office in', { ingress: [{ from: [{ ipBlock: { cidr: '192.0.2.0/24' } }] }] }, []],
    ['every address out', { egress: [{ to: [{ ipBlock: { cidr: '0.0.0.0/0' } }] }] }, []],
    ['a label', { egress: [{ to: [{ namespaceSelector: { matchLabels: { team: 'b' } } }] }] }, ['other']],
    ['another label', { egress: [{ to: [{ namespaceSelector: { matchLabels: { team: 'a' } } }] }] }, []],
    [
      'an expression',
      {
        ingress: [
          {
            from: [
              {
                namespaceSelector: { matchExpressions: [{ key: 'team', operator: 'NotIn', values: ['a'] }] },
              },
            ],
          },
        ],
      },
      ['other'],
    ],
    [
      'an expression that does not fit',
      {
        ingress: [
          {
            from: [{ namespaceSelector: { matchExpressions: [{ key: 'team', operator: 'DoesNotExist' }] } }],
          },
        ],
      },
      [],
    ],
  ])('%s', (_name, spec, expected) => {
    expect(openingsTo([policy(spec)], [other]).map(({ to }) => to)).toEqual(expected);
  });

  test.each(['isolated', 'team', 'open-egress'] as const)('none in the profile %s', (networkProfile) => {
    const policies = renderNetworkPolicies(testSpec({ networkProfile })).map((each) => observedAs(each));
    expect(openingsTo(policies, [other])).toEqual([]);
    expect([isolates(policies, 'ingress'), isolates(policies, 'egress')]).toEqual([true, true]);
  });
});

describe('isolation', () => {
  test.each<[string, object, boolean, boolean]>([
    ['both types', { podSelector: {}, policyTypes: ['Ingress', 'Egress'] }, true, true],
    ['no types and no egress', { podSelector: {} }, true, false],
    ['no types and egress', { podSelector: {}, egress: [{}] }, true, true],
    ['no types and no rule of egress', { podSelector: {}, egress: [] }, true, false],
    [
      'pods without a label',
      { podSelector: { matchExpressions: [{ key: 'app', operator: 'DoesNotExist' }] } },
      false,
      false,
    ],
    [
      'some pods only',
      { podSelector: { matchLabels: { app: 'db' } }, policyTypes: ['Ingress'] },
      false,
      false,
    ],
  ])('%s', (_name, spec, ingress, egress) => {
    const policies = [policy(spec)];
    expect([isolates(policies, 'ingress'), isolates(policies, 'egress')]).toEqual([ingress, egress]);
  });
});
