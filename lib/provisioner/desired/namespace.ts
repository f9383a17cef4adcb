import { guardrailsLabel, renderClassRules } from './class-rules.ts';
import type { EnvironmentSpec, Manifest } from './environment-spec.ts';
import { environmentIdAnnotation, ownerLabels, stageLabel } from './ownership.ts';

/** The namespace with its owner labels and a pinned Pod Security level. */
export function renderNamespace(spec: EnvironmentSpec): Manifest[] {
  const { level, version } = spec.classSpec.podSecurity;
  const modes = ['enforce', 'audit', 'warn'].flatMap((mode) => [
    [`pod-security.kubernetes.io/${mode}`, level],
    [`pod-security.kubernetes.io/${mode}-version`, version],
  ]);
  return [
    {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: {
        name: spec.namespace,
        labels: {
          ...ownerLabels(spec),
          [stageLabel]: spec.classSpec.stage,
          [guardrailsLabel]: spec.classSpec.guardrails.mode,
          'kubernetes.io/metadata.name': spec.namespace,
          ...Object.fromEntries(modes),
        },
        annotations: {
          [environmentIdAnnotation]: spec.id,
          'bailiwick.dev/team-name': spec.team.name,
          'bailiwick.dev/class-version': String(spec.classVersion),
          'bailiwick.dev/approved-by': spec.approvedBy ?? 'automatic',
          ...renderClassRules(spec.classSpec.guardrails),
        },
      },
    },
  ];
}
