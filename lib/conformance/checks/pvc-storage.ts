import { allowedByBaseline, podCheck } from '../pods.ts';

const withVolume = (source: Record<string, unknown>) => ({ pod: { volumes: [{ name: 'data', ...source }] } });

/** Storage that nobody provisioned for the tenant. */
export const pvcStorage = podCheck({
  id: 'pvc-storage',
  title: 'Storage only through claims',
  section: 'Data',
  proves: 'Every lasting volume is claimed, counted by the quota and provisioned by the cluster.',
  attempts: {
    'A pod that mounts an NFS share': withVolume({ nfs: { server: '192.0.2.1', path: '/' } }),
    'A pod that mounts an iSCSI disk': withVolume({
      iscsi: { targetPortal: '192.0.2.1:3260', iqn: 'iqn.2001-04.com.example:disk', lun: 0 },
    }),
  },
  because: /violates PodSecurity "|bailiwick\/workload: .*volume/s,
  design: (spec) => {
    if (spec.guardrails.mode !== 'deny') return allowedByBaseline(spec);
    return spec.guardrails.volumeTypes.includes('nfs') ? 'The class allows NFS volumes.' : null;
  },
});
