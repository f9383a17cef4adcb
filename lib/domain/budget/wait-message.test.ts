import { expect, test } from 'vitest';
import { parseQuantity } from '../quantity.ts';
import { waitMessage } from './wait-message.ts';

const wait = (key: string, missing: string) => ({ key, missing: parseQuantity(missing) });
const neighbour = (slug: string, held: string, wanted: string, isEnding = false) => ({
  ...{ slug, isEnding, ceiling: { 'requests.cpu': held }, target: { 'requests.cpu': wanted } },
});

test.each([
  ['who gives back is named', [neighbour('dev', '4', '2')], 'from dev to be freed.'],
  ['several are', [neighbour('dev', '4', '2'), neighbour('qa', '3', '1')], 'from dev and qa to be freed.'],
  ['who keeps all is not', [neighbour('dev', '4', '2'), neighbour('qa', '3', '3')], 'from dev to be freed.'],
  ['who goes away gives all', [neighbour('old', '3', '3', true)], 'from old to be freed.'],
  ['where nobody gives, the budget is named', [neighbour('qa', '3', '3')], 'of the team’s budget.'],
])('%s', (_what, neighbours, ending) => {
  expect(waitMessage([wait('requests.cpu', '1500m')], neighbours)).toBe(
    `Waiting for 1.5 CPU (CPU requests) ${ending}`,
  );
});

test('counts are written as counts, and each key has its sentence', () => {
  expect(waitMessage([wait('pods', '3'), wait('requests.memory', '2Gi')], [])).toBe(
    'Waiting for 3 × Pods of the team’s budget. Waiting for 2 GiB (Memory requests) of the team’s budget.',
  );
});
