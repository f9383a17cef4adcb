import type { Rendered } from './render-chart.ts';

/** A variable of a container. */
export interface Variable {
  name: string;
  value?: string;
  valueFrom?: { secretKeyRef?: { name: string; key: string }; fieldRef?: { fieldPath: string } };
}

/** What a workload of the chart runs. */
export interface PodSpec {
  serviceAccountName: string;
  automountServiceAccountToken: boolean;
  securityContext: object;
  volumes: { name: string; projected?: object }[];
  containers: { args: string[]; env?: Variable[]; securityContext: object; resources: object }[];
}

/** The pods of Deployments and Jobs, by the names of these. */
export function podsOf(objects: readonly Rendered[]): { name: string; spec: PodSpec }[] {
  return objects
    .filter(({ kind }) => kind === 'Deployment' || kind === 'Job')
    .map(({ metadata, spec }) => ({
      name: metadata.name,
      spec: (spec as { template: { spec: PodSpec } }).template.spec,
    }));
}
