import { describe, expect, it } from 'vitest';
import { parseQuantity } from './quantity.ts';
import { resourceLabel, showQuantity } from './resource-key.ts';

describe('resource keys in words', () => {
  it.each([
    ['requests.cpu', '1500m', '1.5 CPU'],
    ['limits.cpu', '2', '2 CPU'],
    ['requests.cpu', '1', '1 CPU'],
    ['requests.memory', '4Gi', '4 GiB'],
    ['limits.memory', '1536Mi', '1.5 GiB'],
    ['requests.storage', '0', '0 B'],
    ['requests.ephemeral-storage', '1000', '1000 B'],
    ['pods', '9', '9'],
    ['count/jobs.batch', '50', '50'],
    ['requests.nvidia.com/gpu', '2', '2'],
    ['requests.memory', '-1Gi', '−1 GiB'],
  ])('%s of %s reads %s', (key, amount, expected) => {
    expect(showQuantity(key, parseQuantity(amount))).toBe(expected);
  });

  it('names what it knows and repeats what it does not', () => {
    expect(resourceLabel('count/deployments.apps')).toBe('Deployments');
    expect(resourceLabel('count/widgets.example.org')).toBe('Number of widgets.example.org');
    expect(resourceLabel('requests.nvidia.com/gpu')).toBe('nvidia.com/gpu requests');
    expect(resourceLabel('fast.storageclass.storage.k8s.io/requests.storage')).toBe('Storage of class fast');
    expect(resourceLabel('something.else')).toBe('something.else');
  });
});
