interface Fix {
  pod?: string[];
  container?: string[];
}

const leaveOut = (fields: string) => ({ pod: [`# leave out: ${fields}`] });

// The checks of Pod Security by the word that their messages begin with.
const fixes: readonly [RegExp, Fix][] = [
  [/^allowPrivilegeEscalation/, { container: ['allowPrivilegeEscalation: false'] }],
  [/^unrestricted capabilities/, { container: ['capabilities:', '  drop: [ALL]'] }],
  [/^non-default capabilities/, { container: ['capabilities:', '  drop: [ALL]'] }],
  [/^runAsNonRoot/, { container: ['runAsNonRoot: true'] }],
  [/^runAsUser/, { container: ['runAsNonRoot: true', 'runAsUser: 1000'] }],
  [/^seccompProfile/, { container: ['seccompProfile:', '  type: RuntimeDefault'] }],
  [/^privileged/, { container: ['privileged: false'] }],
  [/^procMount/, { container: ['procMount: Default'] }],
  [/^host namespaces/, leaveOut('hostNetwork, hostPID, hostIPC')],
  [/^hostPort/, leaveOut('hostPort of every port')],
  [
    /^hostPath|^restricted volume types/,
    leaveOut('volumes of these types; a persistentVolumeClaim or emptyDir is allowed'),
  ],
  [/^forbidden sysctls/, leaveOut('securityContext.sysctls')],
  [/^seLinuxOptions/, leaveOut('seLinuxOptions')],
  [/^forbidden AppArmor/, leaveOut('appArmorProfile')],
];

/** The fields of a pod that keep these checks, as YAML; null where none of them is known. */
export function podSecurityFix(violations: readonly { check: string }[]): string | null {
  const found = violations.flatMap(({ check }) => fixes.find(([pattern]) => pattern.test(check))?.[1] ?? []);
  if (found.length === 0) return null;
  const pod = [...new Set(found.flatMap(({ pod: lines = [] }) => lines))];
  const blocks = [...new Set(found.map(({ container = [] }) => container.join('\n')))].filter(Boolean);
  const fields = [...new Set(blocks.flatMap((block) => block.split('\n')))];
  const container =
    fields.length === 0
      ? []
      : [
          'containers:',
          "  - name: '…' # each container, initContainers too",
          '    securityContext:',
          ...fields.map((line) => `      ${line}`),
        ];
  return `${[...pod, ...container].join('\n')}\n`;
}
