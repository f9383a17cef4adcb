import { podCheck, podSecurity } from '../pods.ts';

/** Shared memory of the node. */
export const hostIpc = podCheck({
  id: 'host-ipc',
  title: 'No host IPC namespace',
  section: 'Hosts',
  proves: 'No pod reads shared memory of its node or of other tenants.',
  attempts: { 'A pod with hostIPC': { pod: { hostIPC: true } } },
  because: podSecurity,
});
