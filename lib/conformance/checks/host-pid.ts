import { podCheck, podSecurity } from '../pods.ts';

/** The processes of the node. */
export const hostPid = podCheck({
  id: 'host-pid',
  title: 'No host PID namespace',
  section: 'Hosts',
  proves: 'No pod sees or signals processes of its node or of other tenants.',
  attempts: { 'A pod with hostPID': { pod: { hostPID: true } } },
  because: podSecurity,
});
