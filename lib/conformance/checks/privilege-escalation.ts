import { allowedByBaseline, podCheck, podSecurity } from '../pods.ts';

const capabilities = { drop: ['ALL'] };

/** Processes that gain more rights than their parent. */
export const privilegeEscalation = podCheck({
  id: 'privilege-escalation',
  title: 'No privilege escalation',
  section: 'Control plane',
  proves: 'A process can’t gain more rights than the one that started it.',
  attempts: {
    'A pod with allowPrivilegeEscalation': {
      container: { securityContext: { allowPrivilegeEscalation: true, capabilities } },
    },
    'A pod that leaves allowPrivilegeEscalation open': { container: { securityContext: { capabilities } } },
  },
  because: podSecurity,
  design: allowedByBaseline,
});
