import { describe, expect, it } from 'vitest';
import { conformanceRules, syntheticTenantRules } from './conformance.ts';

const verbsOn = (rules: ReturnType<typeof conformanceRules>, resource: string) =>
  rules.filter(({ resources }) => resources.includes(resource)).flatMap(({ verbs }) => verbs);

describe('the conformance ServiceAccount', () => {
  it('writes nothing itself', () => {
    const writes = conformanceRules().flatMap(({ resources, verbs }) =>
      resources.flatMap((resource) =>
        verbs.filter((verb) => !['get', 'list'].includes(verb)).map((verb) => `${verb} ${resource}`),
      ),
    );
    expect(writes).toEqual(['create subjectaccessreviews', 'impersonate users']);
  });

  it('impersonates exactly one user', () => {
    const rules = conformanceRules().filter(({ verbs }) => verbs.includes('impersonate'));
    expect(rules).toEqual([
      {
        apiGroups: [''],
        resources: ['users'],
        resourceNames: ['bailiwick:conformance'],
        verbs: ['impersonate'],
      },
    ]);
  });
});

describe('the synthetic tenant', () => {
  const rules = syntheticTenantRules();

  it.each(['secrets', 'serviceaccounts/token', 'pods/exec', 'pods/attach', 'pods/portforward', 'pods/log'])(
    'has no right on %s',
    (resource) => expect(verbsOn(rules, resource)).toEqual([]),
  );

  it('reads nothing, and changes nothing whose answer could hold what is secret', () => {
    const verbs = new Set(rules.flatMap((rule) => rule.verbs));
    expect([...verbs].sort()).toEqual(['bind', 'create', 'delete', 'patch', 'update']);
    const changed = rules
      .filter((rule) => rule.verbs.includes('patch'))
      .flatMap(({ resources }) => resources);
    expect(changed.sort()).toEqual(['networkpolicies', 'rolebindings', 'roles', 'serviceaccounts']);
  });

  it('makes what an admin makes', () => {
    for (const resource of ['pods', 'services', 'persistentvolumeclaims', 'networkpolicies', 'roles'])
      expect(verbsOn(rules, resource)).toContain('create');
  });
});
