import { expect, test } from 'vitest';
import { defaultGuardrails } from './default-guardrails.ts';
import { guardrailLines, guardrailSummary } from './guardrail-words.ts';
import type { Guardrails } from './guardrails.ts';

const textOf = (label: string, rules: Partial<Guardrails>) =>
  guardrailLines({ ...defaultGuardrails, ...rules }).find((line) => line.label === label)?.text;

test.each<[string, Partial<Guardrails>, string]>([
  ['Breaking a rule', { mode: 'audit' }, 'is recorded and goes through'],
  ['Entering running pods', { exec: false }, 'nobody'],
  ['Secrets through the API', { secrets: false }, 'nobody'],
  ['Images from', { registries: null }, 'any registry'],
  ['Images from', { registries: [] }, 'nowhere, so no pod starts'],
  ['Images from', { registries: ['ghcr.io/acme/', 'quay.io/'] }, 'ghcr.io/acme/, quay.io/'],
  ['Volumes', { volumeTypes: [] }, 'none'],
  ['Storage classes', { storageClasses: null }, 'any'],
  ['Priority classes', { priorityClasses: [] }, 'none'],
  ['NodePort services', { nodePorts: true }, 'allowed'],
  ['LoadBalancer services', { loadBalancers: false }, 'not allowed'],
  ['LoadBalancer services', { loadBalancers: true, nodePorts: true }, 'allowed'],
  ['LoadBalancer services', { loadBalancers: true }, 'allowed with allocateLoadBalancerNodePorts: false'],
])('%s of %o: %s', (label, rules, text) => expect(textOf(label, rules)).toBe(text));

test('every rule has a line', () =>
  expect(guardrailLines(defaultGuardrails)).toHaveLength(Object.keys(defaultGuardrails).length));

test('the summary names what is missing and what is not enforced', () => {
  expect(guardrailSummary(defaultGuardrails)).toBe('Shell in pods · secrets · any registry');
  expect(
    guardrailSummary({
      ...defaultGuardrails,
      exec: false,
      secrets: false,
      registries: ['quay.io/'],
      mode: 'warn',
    }),
  ).toBe('No shell in pods · no secrets · 1 registry · rules not enforced');
});
