import type { Guardrails } from './guardrails.ts';

/** One rule in plain words: what it is about, and what holds. */
export interface GuardrailLine {
  label: string;
  text: string;
}

/** What happens to somebody who breaks a rule. */
export const modeWords: Record<Guardrails['mode'], string> = {
  audit: 'is recorded and goes through',
  warn: 'is told and recorded, and goes through',
  deny: 'is refused',
};

export const pullWords: Record<Guardrails['imagePullPolicy'], string> = {
  any: 'as the pod says',
  Always: 'at every start, so that credentials are checked',
};

const allowed = (isAllowed: boolean) => (isAllowed ? 'allowed' : 'not allowed');
const named = (names: readonly string[] | null, all: string, none: string) =>
  names === null ? all : names.join(', ') || none;

/** The rules of a class, whole, in the order of its form. */
export function guardrailLines(rules: Guardrails): GuardrailLine[] {
  const onlyUnexposed = rules.nodePorts ? '' : ' with allocateLoadBalancerNodePorts: false';
  return [
    { label: 'Breaking a rule', text: modeWords[rules.mode] },
    { label: 'Entering running pods', text: rules.exec ? 'admins and developers' : 'nobody' },
    {
      label: 'Secrets through the API',
      text: rules.secrets ? 'admins, developers and deployers' : 'nobody',
    },
    { label: 'Images from', text: named(rules.registries, 'any registry', 'nowhere, so no pod starts') },
    { label: 'Images are pulled', text: pullWords[rules.imagePullPolicy] },
    { label: 'Volumes', text: named(rules.volumeTypes, '', 'none') },
    { label: 'Storage classes', text: named(rules.storageClasses, 'any', 'none') },
    { label: 'Ingress classes', text: named(rules.ingressClasses, 'any', 'none') },
    { label: 'Priority classes', text: named(rules.priorityClasses, 'any', 'none') },
    { label: 'NodePort services', text: allowed(rules.nodePorts) },
    {
      label: 'LoadBalancer services',
      text: `${allowed(rules.loadBalancers)}${rules.loadBalancers ? onlyUnexposed : ''}`,
    },
  ];
}

/** What somebody who chooses a class asks first, in one line. */
export function guardrailSummary(rules: Guardrails): string {
  const { registries } = rules;
  const count = registries?.length ?? 0;
  return [
    rules.exec ? 'Shell in pods' : 'No shell in pods',
    rules.secrets ? 'secrets' : 'no secrets',
    registries === null ? 'any registry' : `${count} ${count === 1 ? 'registry' : 'registries'}`,
    ...(rules.mode === 'deny' ? [] : ['rules not enforced']),
  ].join(' · ');
}
