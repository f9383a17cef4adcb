import type { Guardrails } from '../guardrails.ts';

/** A connection that the probe tries, and whether the policies allow it. */
export interface ProbeTarget {
  name: string;
  host: string;
  /** A TCP port; null looks the host up in the DNS. */
  port: number | null;
  expected: 'open' | 'closed';
}

const image = 'docker.io/library/busybox:1.37';

// Nothing is left open: a target that neither answers nor refuses counts as closed after three seconds.
const script = `
failed=0
printf '%-44s %-8s %-8s %s\\n' TARGET EXPECTED FOUND RESULT
check() {
  if [ "$3" = dns ]; then nslookup "$2" >/dev/null 2>&1 && found=open || found=closed
  else nc -z -w 3 "$2" "$3" >/dev/null 2>&1 && found=open || found=closed; fi
  if [ "$found" = "$4" ]; then result=ok; else result=DIFFERENT; failed=1; fi
  printf '%-44s %-8s %-8s %s\\n' "$1" "$4" "$found" "$result"
}
while IFS='|' read -r name host port expected; do check "$name" "$host" "$port" "$expected"; done <<'TARGETS'
`;

/** The image of the probe where a class takes images from these registries only; `isMirror`: it has to be put there. */
export function probeImage(registries: Guardrails['registries']): { image: string; isMirror: boolean } {
  const [first] = registries ?? [];
  const isAllowed =
    registries === null || registries.some((one) => image.startsWith(one.endsWith('/') ? one : `${one}/`));
  if (isAllowed || first === undefined) return { image, isMirror: !isAllowed };
  return { image: `${first.replace(/\/$/, '')}/busybox:1.37`, isMirror: true };
}

/**
 * A Job that tries the targets from inside the namespace, prints a table and exits with 1 if one differs. It fits
 * into Pod Security `restricted` and into the smallest quota, and needs neither a token nor a network of its own.
 */
export function probeJob(
  namespace: string,
  targets: readonly ProbeTarget[],
  { registries, imagePullPolicy }: Pick<Guardrails, 'registries' | 'imagePullPolicy'>,
) {
  const list = targets.map(
    ({ name, host, port, expected }) => `${name}|${host}|${port ?? 'dns'}|${expected}`,
  );
  const amounts = { cpu: '10m', memory: '16Mi', 'ephemeral-storage': '16Mi' };
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name: 'network-probe', namespace },
    spec: {
      backoffLimit: 0,
      activeDeadlineSeconds: 300,
      ttlSecondsAfterFinished: 3600,
      template: {
        metadata: { labels: { app: 'network-probe' } },
        spec: {
          restartPolicy: 'Never',
          automountServiceAccountToken: false,
          enableServiceLinks: false,
          securityContext: {
            runAsNonRoot: true,
            runAsUser: 65_534,
            runAsGroup: 65_534,
            seccompProfile: { type: 'RuntimeDefault' },
          },
          containers: [
            {
              name: 'probe',
              image: probeImage(registries).image,
              imagePullPolicy: imagePullPolicy === 'Always' ? 'Always' : 'IfNotPresent',
              command: ['/bin/sh', '-c', `${script.trimStart()}${list.join('\n')}\nTARGETS\nexit $failed\n`],
              resources: { requests: amounts, limits: amounts },
              securityContext: {
                allowPrivilegeEscalation: false,
                readOnlyRootFilesystem: true,
                capabilities: { drop: ['ALL'] },
              },
            },
          ],
        },
      },
    },
  };
}
