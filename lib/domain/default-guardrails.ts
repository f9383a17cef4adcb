import type { Guardrails } from './guardrails.ts';

/** What a class begins with: the usual volumes, nothing exposed, no priority over others. */
export const defaultGuardrails: Guardrails = {
  mode: 'deny',
  exec: true,
  secrets: true,
  registries: null,
  imagePullPolicy: 'any',
  volumeTypes: [
    'configMap',
    'downwardAPI',
    'emptyDir',
    'ephemeral',
    'persistentVolumeClaim',
    'projected',
    'secret',
  ],
  storageClasses: null,
  ingressClasses: null,
  priorityClasses: [],
  nodePorts: false,
  loadBalancers: false,
};
