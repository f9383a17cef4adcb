import { expect, test } from 'vitest';
import { shippedClasses } from '../shipped-classes.ts';
import { offeredKeys, quotaKeyProblem } from './quota-key.ts';

const inventory = {
  nodes: 2,
  allocatable: { cpu: '8', memory: '32Gi', 'nvidia.com/gpu': '2' },
  countable: ['count/deployments.apps', 'count/jobs.batch', 'count/configmaps'],
  storageClasses: ['fast'],
};

test.each([
  'requests.cpu',
  'limits.ephemeral-storage',
  'pods',
  'count/jobs.batch',
  'count/configmaps',
  'fast.storageclass.storage.k8s.io/requests.storage',
  'fast.storageclass.storage.k8s.io/persistentvolumeclaims',
  'requests.nvidia.com/gpu',
])('%s can stand in a quota of this cluster', (key) => {
  expect(quotaKeyProblem(key, inventory)).toBeNull();
});

test.each([
  ['gpu', /no quota key/],
  ['limits.nvidia.com/gpu', /no quota key/],
  ['count/', /like count/],
  ['count/dinosaurs.example.com', /knows no dinosaurs.example.com/],
  ['slow.storageclass.storage.k8s.io/requests.storage', /no storage class slow. It has: fast/],
  ['fast.storageclass.storage.k8s.io/pods', /no quota key/],
  ['requests.amd.com/gpu', /No node of the cluster offers amd.com\/gpu/],
])('%s can’t', (key, why) => {
  expect(quotaKeyProblem(key, inventory)).toMatch(why);
});

test('before the provisioner has looked, only the form of a key counts', () => {
  expect(quotaKeyProblem('count/dinosaurs.example.com', null)).toBeNull();
  expect(quotaKeyProblem('requests.amd.com/gpu', null)).toBeNull();
  expect(quotaKeyProblem('gpu', null)).toMatch(/no quota key/);
});

test('every key of the shipped classes has the form of one', () => {
  for (const { spec } of shippedClasses)
    for (const key of Object.keys(spec.quota)) expect(quotaKeyProblem(key, null), key).toBeNull();
});

test('what is offered can be chosen, and is not there yet', () => {
  const offered = offeredKeys(inventory, ['pods']);
  expect(offered).not.toContain('pods');
  expect(offered).toContain('requests.nvidia.com/gpu');
  for (const key of offered) expect(quotaKeyProblem(key, inventory), key).toBeNull();
});
