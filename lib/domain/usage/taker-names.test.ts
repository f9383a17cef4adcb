import { expect, test } from 'vitest';
import { takerNames } from './taker-names.ts';

const consumer = (kind: string, name: string, requested: Record<string, string>) => ({
  ...{ kind, name, requested, actual: null },
});
const consumers = [
  consumer('Pod', 'busy', { 'requests.cpu': '500m', pods: '1' }),
  consumer('Deployment', 'web', { 'requests.cpu': '2', pods: '4' }),
  consumer('PersistentVolumeClaim', 'data', { 'requests.storage': '1Gi' }),
  consumer('Pod', 'idle', { 'requests.cpu': '0', pods: '1' }),
];

test.each([
  ['requests.cpu', ['Deployment web', 'pod busy']],
  ['pods', ['Deployment web', 'pod busy', 'pod idle']],
  ['requests.storage', ['volume claim data']],
  ['secrets', []],
])('of %s takes %j', (key, names) => expect(takerNames(consumers, key)).toEqual(names));
