import { expect, it } from 'vitest';
import { adoptionOf } from './adoption.ts';

const bounds = {
  pods: { min: '1', max: '50', default: '20' },
  'requests.memory': { min: '1Gi', max: '64Gi', default: '8Gi' },
};
const edit = (...fields: [string, string][]) => ({
  kind: 'ResourceQuota',
  change: 'edited',
  fields: fields.map(([path, observed]) => ({ path, observed })),
});

it.each([
  [[['spec.hard.pods', '"30"']], { pods: '30' }],
  [
    [
      ['spec.hard.pods', '"1"'],
      ['spec.hard.requests.memory', '"2048Mi"'],
    ],
    { pods: '1', 'requests.memory': '2Gi' },
  ],
] as [[string, string][], object][])('%j becomes a resize', (fields, quota) =>
  expect(adoptionOf(edit(...fields), bounds)).toEqual({ quota }),
);

it.each([
  ['above the class', edit(['spec.hard.pods', '"51"']), /^Pods: At most 50 in this class/],
  ['below the class', edit(['spec.hard.pods', '"0"']), /^Pods: At least 1/],
  ['a limit taken away', edit(['spec.hard.pods', '']), /^Pods always has a limit/],
  ['a key that the class does not grant', edit(['spec.hard.secrets', '"900"']), /grants no “secrets”/],
  [
    'one good amount and one bad',
    edit(['spec.hard.pods', '"30"'], ['spec.hard.secrets', '"9"']),
    /grants no/,
  ],
  ['more than sizes', edit(['spec.hard.pods', '"30"'], ['metadata.labels.team', '"x"']), /Only sizes/],
  ['an amount that is none', edit(['spec.hard.pods', '{}']), /always has a limit/],
  ['a deleted quota', { ...edit(), change: 'deleted' }, /exactly one quota/],
  ['a second quota', { ...edit(), change: 'added' }, /exactly one quota/],
  ['an edited LimitRange', { ...edit(['spec.limits', '[]']), kind: 'LimitRange' }, /new version of it/],
  ['an edited binding', { ...edit(['subjects', '[]']), kind: 'RoleBinding' }, /members of the team/],
  ['an edited policy', { ...edit(['spec.ingress', '[]']), kind: 'NetworkPolicy' }, /policy of your own/],
  ['an unknown kind', { ...edit(), kind: 'Secret' }, /can't be asked for/],
])('%s is refused with the reason', (_, drift, words) =>
  expect(adoptionOf(drift, bounds)).toEqual({ refusal: expect.stringMatching(words) }),
);
