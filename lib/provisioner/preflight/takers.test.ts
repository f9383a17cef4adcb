import { expect, test } from 'vitest';
import type { PreflightClaim, PreflightPod } from './ports.ts';
import { takersOf } from './takers.ts';

const pod = (name: string, cpu: string, phase = 'Running'): PreflightPod => ({
  metadata: { name },
  spec: { containers: [{ name: 'app', resources: { requests: { cpu }, limits: { cpu: '1' } } }] },
  status: { phase },
});
const claim = (name: string, storage: string, storageClassName: string): PreflightClaim => ({
  metadata: { name },
  spec: { storageClassName, resources: { requests: { storage } } },
});
const pods = [pod('a', '250m'), pod('b', '500m'), pod('done', '4', 'Succeeded')];
const claims = [claim('data', '2Gi', 'fast'), claim('logs', '1Gi', 'slow')];

test.each([
  ['requests.cpu', ['pod a', 'pod b']],
  ['cpu', ['pod a', 'pod b']],
  ['limits.cpu', ['pod a', 'pod b']],
  ['requests.memory', []],
  ['pods', ['pod a', 'pod b']],
  ['requests.storage', ['volume claim data', 'volume claim logs']],
  ['persistentvolumeclaims', ['volume claim data', 'volume claim logs']],
  ['fast.storageclass.storage.k8s.io/requests.storage', ['volume claim data']],
  ['fast.storageclass.storage.k8s.io/persistentvolumeclaims', ['volume claim data']],
  ['secrets', []],
])('of %s takes %j', (key, names) => {
  expect(takersOf(key, pods, claims).map(({ name }) => name)).toEqual(names);
});
