import { expect, test } from 'vitest';
import type { Obstacle, PreflightAnswer, PreflightOutcome } from './answer.ts';
import { summaryOfPreflight } from './summary.ts';

const object = (outcome: PreflightOutcome, name = 'x'): PreflightAnswer['objects'][number] => ({
  ...{ kind: 'LimitRange', name, outcome, fields: [], why: '' },
});
const inTheWay = (names: string[], topic: Obstacle['topic'] = 'quota', more = 0): Obstacle => ({
  ...{ topic, text: 'Why.', names, more },
});
const made = [object('create'), object('rendered')];

test.each<[string, PreflightAnswer['objects'], Obstacle[], string, string]>([
  ['a creation', made, [], 'good', 'Nothing stands in the way: 2 objects are made.'],
  [
    'a change',
    [object('change'), object('unchanged'), object('delete')],
    [],
    'good',
    'Nothing stands in the way: 1 object is changed, 1 deleted.',
  ],
  ['nothing', [object('unchanged')], [], 'good', 'Nothing would change in the cluster.'],
  [
    'a refusal before all else',
    [...made, object('refused')],
    [inTheWay(['pod a'])],
    'bad',
    'The cluster would refuse 1 of 3 objects.',
  ],
  ['one pod', made, [inTheWay(['pod a'])], 'warning', '1 pod stands in the way.'],
  [
    'the same pod for two keys',
    made,
    [inTheWay(['pod a (1 CPU)', 'pod b (1 CPU)']), inTheWay(['pod a (1 GiB)'])],
    'warning',
    '2 pods stand in the way.',
  ],
  [
    'pods and claims',
    made,
    [inTheWay(['pod a']), inTheWay(['volume claim data (1 GiB)'])],
    'warning',
    '1 pod and 1 volume claim stand in the way.',
  ],
  [
    'pods that are told together',
    made,
    [inTheWay(['pod a'], 'pod-security', 2), inTheWay(['pod b'], 'pod-security', 1)],
    'warning',
    '5 pods stand in the way.',
  ],
  ['objects without names', made, [inTheWay([])], 'warning', 'More is in use than would be left.'],
  [
    'a deletion',
    [object('delete')],
    [inTheWay(['pod a', 'volume claim data'], 'loss')],
    'warning',
    '1 pod and 1 volume claim would be lost.',
  ],
])('%s', (_what, objects, obstacles, tone, text) => {
  expect(summaryOfPreflight({ objects, obstacles, problem: null })).toEqual({ tone, text });
});
