import fc from 'fast-check';
import { managedKind } from '#lib/provisioner/desired/managed-kinds.ts';
import { renderEnvironment } from '#lib/provisioner/desired/render-environment.ts';
import { observeAll, observedAs, patched, testSpec } from '#lib/provisioner/desired/spec.test-fixture.ts';
import { planChanges } from '#lib/provisioner/diff/plan.ts';
import { target } from '../target.ts';

const desired = renderEnvironment(testSpec());
const leaf = fc.oneof(fc.constantFrom(null, [], {}, [{}], 'x', 0, true), fc.jsonValue({ maxDepth: 2 }));
const specKeys = fc.constantFrom(
  'ingress',
  'egress',
  'policyTypes',
  'podSelector',
  'hard',
  'scopes',
  'limits',
  'x',
);
const patches = fc.oneof(
  fc.record({ spec: fc.dictionary(specKeys, leaf) }),
  fc.record({ subjects: leaf }),
  fc.record({ automountServiceAccountToken: leaf }),
  fc.record({
    metadata: fc.record({
      labels: fc.dictionary(fc.constantFrom('bailiwick.dev/team', 'x'), fc.option(fc.string())),
    }),
  }),
);

// The oracle: what an auditor would compare. Written as a text, unlike the diff under test.
function essence(object: object): string {
  const { spec, subjects, automountServiceAccountToken, metadata } = object as Record<
    string,
    Record<string, unknown>
  >;
  const label = (metadata?.labels as Record<string, string> | undefined)?.['bailiwick.dev/team'];
  return sorted({ spec, subjects, automountServiceAccountToken, label });
}

function sorted(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? '' : `[${value.map(sorted).join()}]`;
  if (typeof value !== 'object' || value === null) return value === null ? '' : (JSON.stringify(value) ?? '');
  const entries = Object.entries(value).map(([key, inner]) => [key, sorted(inner)] as const);
  const kept = entries
    .filter(([, text]) => text !== '')
    .map(([key, text]) => `${JSON.stringify(key)}:${text}`);
  return `{${kept.sort().join()}}`;
}

export const clusterPatches = target(
  'patches',
  'whatever somebody does to a managed object is planned for repair, and nothing else is touched',
  [fc.nat(desired.length - 1), patches],
  (index, patch) => {
    const manifest = desired[index];
    if (manifest === undefined) return true;
    const original = observedAs(manifest, '2');
    const edited = patched(original, patch);
    const isManaged = (field: string) =>
      managedKind(manifest.kind).fields.includes(field) || field === 'metadata';
    const isEdited = Object.keys(patch).every(isManaged) && essence(edited) !== essence(original);
    const others = observeAll(desired.filter((each) => each !== manifest));
    const observed = new Map(others).set(manifest.kind, [...(others.get(manifest.kind) ?? []), edited]);
    const plan = planChanges(desired, observed);
    const [only] = plan;
    return isEdited
      ? plan.length === 1 && only?.kind === manifest.kind && only.name === manifest.metadata.name
      : plan.length === 0;
  },
);
