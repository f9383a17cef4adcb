import { type PodParts, podCheck, podSecurity } from '../pods.ts';

const adding = (capability: string): Partial<PodParts> => ({
  container: {
    securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'], add: [capability] } },
  },
});

/** Linux capabilities beyond the usual ones. */
export const addCapabilities = podCheck({
  id: 'add-capabilities',
  title: 'No added capabilities',
  section: 'Control plane',
  proves: 'No container gets powers of the kernel that reach beyond itself.',
  attempts: { 'A pod with NET_ADMIN': adding('NET_ADMIN'), 'A pod with SYS_ADMIN': adding('SYS_ADMIN') },
  because: podSecurity,
});
