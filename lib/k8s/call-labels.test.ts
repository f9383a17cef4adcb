import { expect, it } from 'vitest';
import { callLabels } from './call-labels.ts';
import type { Call } from './transport.ts';

const apply = 'application/apply-patch+yaml';
it.each<[Call['method'], string, string, string, string?]>([
  ['GET', '/version', 'get', 'other'],
  ['GET', '/api/v1/namespaces', 'list', 'namespaces'],
  ['GET', '/api/v1/namespaces/payments-dev', 'get', 'namespaces'],
  ['GET', '/api/v1/resourcequotas?watch=1&resourceVersion=7', 'watch', 'resourcequotas'],
  ['GET', '/api/v1/namespaces/payments-dev/resourcequotas?limit=500', 'list', 'resourcequotas'],
  ['POST', '/api/v1/namespaces/payments-dev/resourcequotas?fieldManager=x', 'create', 'resourcequotas'],
  [
    'PUT',
    '/api/v1/namespaces/payments-dev/resourcequotas/bailiwick/status',
    'update',
    'resourcequotas/status',
  ],
  ['DELETE', '/apis/rbac.authorization.k8s.io/v1/namespaces/a-b/rolebindings/x', 'delete', 'rolebindings'],
  ['PATCH', '/apis/networking.k8s.io/v1/namespaces/a-b/networkpolicies/x', 'apply', 'networkpolicies', apply],
  ['PATCH', '/api/v1/namespaces/a-b', 'patch', 'namespaces', 'application/merge-patch+json'],
  ['POST', '/apis/authorization.k8s.io/v1/subjectaccessreviews', 'create', 'subjectaccessreviews'],
])('%s %s is %s of %s', (method, path, verb, kind, contentType) => {
  expect(callLabels({ method, path, ...(contentType ? { contentType } : {}) })).toEqual({ verb, kind });
});
