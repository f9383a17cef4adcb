import type { ClassSpec } from '#lib/domain/environment-class.ts';
import type { Check, CheckContext, DryRun } from './check.ts';
import { judgeRefusals, type Twin } from './judge.ts';

/** The spec of a pod and of its only container, as far as checks change it. */
export interface PodParts {
  pod: Record<string, unknown>;
  container: Record<string, unknown>;
}

/** A pod that every shipped class must admit; `change` makes it break one rule. */
export function podAttempt(spec: ClassSpec, change: Partial<PodParts> = {}): DryRun {
  const amounts = { cpu: '10m', memory: '16Mi', 'ephemeral-storage': '16Mi' };
  const container = {
    name: 'app',
    image: allowedImage(spec),
    imagePullPolicy: 'Always',
    resources: { requests: amounts, limits: amounts },
    securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
    ...change.container,
  };
  return {
    method: 'POST',
    resource: 'pods',
    apiVersion: 'v1',
    body: {
      metadata: { generateName: 'bailiwick-conformance-' },
      spec: {
        automountServiceAccountToken: false,
        securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
        containers: [container],
        ...change.pod,
      },
    },
  };
}

function allowedImage({ guardrails: { registries } }: ClassSpec): string {
  const prefix = registries?.[0];
  if (prefix === undefined) return 'registry.k8s.io/pause:3.10';
  return `${prefix.replace(/\/$/, '')}/bailiwick-conformance:1`;
}

/** The positive twin of all pod checks. */
export function compliantPod(spec: ClassSpec): Twin {
  return { what: 'A compliant pod', attempt: podAttempt(spec) };
}

/** What differs between the checks of pods. */
export interface PodCheck extends Omit<Check, 'run' | 'how'> {
  /** What is tried → how the pod differs from a compliant one. */
  attempts: Record<string, Partial<PodParts>>;
  because: RegExp;
  design?: (spec: ClassSpec) => string | null;
}

/** Refusals by Pod Security name the level; the version is the class's. */
export const podSecurity = /violates PodSecurity "/;

/** A check that pods with something forbidden are refused, as dry runs. */
export function podCheck({ attempts, because, design, ...about }: PodCheck): Check {
  const how = `Tries, as a dry run: ${Object.keys(attempts)
    .map((what) => what.toLowerCase())
    .join('; ')}. A compliant pod must be admitted.`;
  const run = ({ spec }: CheckContext) => ({
    forbidden: Object.entries(attempts).map(([what, change]) => ({
      what,
      attempt: podAttempt(spec, change),
      because,
    })),
    twin: compliantPod(spec),
    design: design?.(spec) ?? null,
  });
  return { ...about, how, run: (context) => judgeRefusals(context, run(context)) };
}

/** Why a class with the level baseline admits what only restricted refuses. */
export function allowedByBaseline({ podSecurity: { level } }: ClassSpec): string | null {
  return level === 'baseline' ? 'The class sets Pod Security to baseline, which allows this.' : null;
}

/** Why a class whose guardrails do not refuse admits what breaks them. */
export function notRefused({ guardrails: { mode } }: ClassSpec): string | null {
  if (mode === 'deny') return null;
  return mode === 'warn'
    ? 'The class tells of broken rules and does not refuse them.'
    : 'The class records broken rules and does not refuse them.';
}
