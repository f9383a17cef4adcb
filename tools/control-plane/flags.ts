import type { Credentials } from './credentials.ts';

/** What the three processes need to know of each other. */
export interface Layout {
  dir: string;
  etcdUrl: string;
  peerUrl: string;
  port: number;
  credentials: Credentials;
  disposable: boolean;
}

/** The command line of etcd, as one member bound to the loopback address. */
export function etcdFlags({ dir, etcdUrl, peerUrl, disposable }: Layout): string[] {
  return [
    `--data-dir=${dir}/etcd`,
    '--name=local',
    `--listen-client-urls=${etcdUrl}`,
    `--advertise-client-urls=${etcdUrl}`,
    `--listen-peer-urls=${peerUrl}`,
    `--initial-advertise-peer-urls=${peerUrl}`,
    `--initial-cluster=local=${peerUrl}`,
    '--log-level=warn',
    ...(disposable ? ['--unsafe-no-fsync'] : []),
  ];
}

/** The command line of kube-apiserver: RBAC, local tokens, everything on the loopback address. */
export function apiserverFlags({ etcdUrl, port, credentials }: Layout): string[] {
  return [
    `--etcd-servers=${etcdUrl}`,
    '--bind-address=127.0.0.1',
    '--advertise-address=127.0.0.1',
    `--secure-port=${port}`,
    `--cert-dir=${credentials.certDir}`,
    '--authorization-mode=RBAC',
    '--anonymous-auth=false',
    `--token-auth-file=${credentials.tokenFile}`,
    '--service-account-issuer=https://kubernetes.default.svc',
    `--service-account-signing-key-file=${credentials.signingKey}`,
    `--service-account-key-file=${credentials.verifyingKey}`,
    '--service-cluster-ip-range=10.0.0.0/24',
    '--endpoint-reconciler-type=none',
    '--allow-privileged=true',
    '--profiling=false',
  ];
}

/** The command line of kube-controller-manager: all controllers, no port of its own. */
export function controllerFlags({ credentials, disposable }: Layout, kubeconfig: string): string[] {
  return [
    `--kubeconfig=${kubeconfig}`,
    '--leader-elect=false',
    '--secure-port=0',
    '--use-service-account-credentials=true',
    `--service-account-private-key-file=${credentials.signingKey}`,
    `--root-ca-file=${credentials.caFile}`,
    '--concurrent-resource-quota-syncs=20',
    ...(disposable
      ? ['--kube-api-qps=1000', '--kube-api-burst=2000']
      : ['--kube-api-qps=200', '--kube-api-burst=400']),
  ];
}
