import { expect } from 'vitest';

/** Where an object is tried: in an environment as its owner, or in a namespace that was made for one sort of refusal. */
export type CorpusPlace = 'environment' | 'quota' | 'limits' | 'foreign' | 'webhook' | 'denying' | 'ending';

/** One object that the API server refuses; the test asks it why, and nothing here says how it answers. */
export interface CorpusCase {
  title: string;
  place: CorpusPlace;
  plural: string;
  body: object;
  /** What the answer must be read as. */
  means: object;
}

const tight = {
  allowPrivilegeEscalation: false,
  runAsNonRoot: true,
  capabilities: { drop: ['ALL'] },
  seccompProfile: { type: 'RuntimeDefault' },
};
export const resources = { requests: { cpu: '10m', memory: '16Mi' }, limits: { cpu: '10m', memory: '16Mi' } };

/** A pod that every rule lets through, but for what is given. */
export function pod(container: object = {}, spec: object = {}): object {
  return {
    metadata: { generateName: 'web-' },
    spec: {
      automountServiceAccountToken: false,
      ...spec,
      containers: [
        {
          name: 'app',
          image: 'docker.io/library/busybox:1',
          imagePullPolicy: 'Always',
          securityContext: tight,
          ...container,
        },
      ],
    },
  };
}

export const insecure = (over: object) => pod({ securityContext: { ...tight, ...over } });
export const sized = (requests: object, limits: object = requests) =>
  pod({ resources: { requests, limits } });
export const saying = (words: string) => ({
  // As the webhook of the tests reads it (tools/test/denying-webhook.ts).
  ...pod({ resources }),
  metadata: { generateName: 'web-', annotations: { 'acme.example/says': words } },
});
export const volume = (source: object) => pod({ resources }, { volumes: [{ name: 'data', ...source }] });
export const claim = (storage: string, storageClassName = 'standard') => ({
  metadata: { generateName: 'data-' },
  spec: { accessModes: ['ReadWriteOnce'], storageClassName, resources: { requests: { storage } } },
});
export const service = (type: string) => ({
  metadata: { generateName: 'web-' },
  spec: { type, ports: [{ port: 80 }] },
});
export const named = (data: object) => ({ metadata: { generateName: 'web-' }, ...data });

export const quota = (name: string, ...shortages: unknown[][]) => ({
  kind: 'quota',
  quota: name,
  shortages: shortages.map(([key, requested, used, limited]) => ({ key, requested, used, limited })),
});
export const unsaid = (...keys: string[]) => ({
  kind: 'unspecified',
  quota: 'full',
  missing: keys.map((key) => ({ key, containers: ['app'] })),
});
export const limits = (...violations: (string | null)[][]) => ({
  kind: 'limits',
  violations: violations.map(([bound, resource, per, allowed, side, actual]) => ({
    ...{ bound, resource, per, allowed, side, actual },
  })),
});
export const security = (...checks: string[]) => ({
  kind: 'pod-security',
  level: 'restricted',
  violations: checks.map((check) => ({ check, detail: expect.stringMatching(/[^)]$/) })),
});
export const rule = (name: string, text: RegExp) => ({
  kind: 'policy',
  policy: `bailiwick-${name}`,
  rule: name,
  text: expect.stringMatching(text),
});
export const invalid = (field: string) => ({ kind: 'invalid', field, text: expect.stringMatching(/./) });

export const entry = (
  ...[place, plural, title, body, means]: [CorpusPlace, string, string, object, object]
): CorpusCase => ({ title, place, plural, body, means });
export const home = (title: string, plural: string, body: object, means: object) =>
  entry('environment', plural, title, body, means);
