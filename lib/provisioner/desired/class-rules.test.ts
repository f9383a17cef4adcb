import { describe, expect, it } from 'vitest';
import { defaultGuardrails } from '#lib/domain/default-guardrails.ts';
import { renderClassRules, ruleAnnotations } from './class-rules.ts';

describe('the class’s rules on its namespace', () => {
  it('are written out whole, sorted and without repetition', () => {
    const rules = { ...defaultGuardrails, registries: ['quay.io/', 'ghcr.io/acme/', 'quay.io/'] };
    expect(renderClassRules(rules)).toEqual({
      'bailiwick.dev/allowed-registries': 'ghcr.io/acme/,quay.io/',
      'bailiwick.dev/image-pull-policy': 'any',
      'bailiwick.dev/allowed-volume-types':
        'configMap,downwardAPI,emptyDir,ephemeral,persistentVolumeClaim,projected,secret',
      'bailiwick.dev/allowed-storage-classes': '*',
      'bailiwick.dev/allowed-ingress-classes': '*',
      'bailiwick.dev/allowed-priority-classes': '',
      'bailiwick.dev/allow-node-ports': 'false',
      'bailiwick.dev/allow-load-balancers': 'false',
    });
  });

  it('tell every name from none', () => {
    const annotation = ruleAnnotations.ingressClasses;
    expect(renderClassRules({ ...defaultGuardrails, ingressClasses: null })[annotation]).toBe('*');
    expect(renderClassRules({ ...defaultGuardrails, ingressClasses: [] })[annotation]).toBe('');
  });
});
