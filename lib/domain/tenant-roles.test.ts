import { describe, expect, it } from 'vitest';
import { objectCounts } from '#lib/domain/budget/hard-amounts.ts';
import { grantedClusterRoles, rolesGranted } from './role.ts';
import { countedKeys } from './shipped-classes-lint.ts';
import { rights, tableRoles, tenantRoleRules, tenantRoleTable } from './tenant-roles.ts';

describe('the table of tenant roles', () => {
  it('has a column for each role, and each resource once', () => {
    expect([...tableRoles].sort()).toEqual([...grantedClusterRoles].sort());
    const names = tenantRoleTable.map(([group, resource]) => `${group}/${resource}`);
    expect(new Set(names).size).toBe(names.length);
  });

  it.each(grantedClusterRoles)('%s has no wildcard and nothing that widens itself', (role) => {
    const words = tenantRoleRules(role).flatMap((rule) => [
      ...rule.apiGroups,
      ...rule.resources,
      ...rule.verbs,
    ]);
    for (const word of [
      ...['*', 'escalate', 'bind', 'impersonate', 'serviceaccounts/token', 'pods/ephemeralcontainers'],
      ...['nodes', 'nodes/proxy', 'pods/proxy', 'services/proxy', 'clusterroles', 'clusterrolebindings'],
    ])
      expect(words).not.toContain(word);
  });

  it('lets nobody write guardrails, nor whole collections in which ours lie', () => {
    const rules = grantedClusterRoles.flatMap(tenantRoleRules);
    const writable = (verb: string) =>
      rules.filter(({ verbs }) => verbs.includes(verb)).flatMap(({ resources }) => resources);
    for (const verb of ['create', 'update', 'patch', 'delete'])
      for (const guardrail of ['namespaces', 'resourcequotas', 'limitranges', 'endpointslices'])
        expect(writable(verb)).not.toContain(guardrail);
    for (const shared of ['networkpolicies', 'rolebindings', 'serviceaccounts'])
      expect(writable('deletecollection')).not.toContain(shared);
  });

  it('lets tenants create only what the quota counts: nobody fills the cluster’s store', () => {
    const creatable = tenantRoleTable.filter(([, resource, ...cells]) =>
      cells.some((cell) => !resource.includes('/') && rights[cell].some((verb) => verb === 'create')),
    );
    const counted = new Set([...countedKeys, ...Object.keys(objectCounts)]);
    const uncounted = creatable.filter(
      ([group, name]) =>
        !counted.has(group === '' ? name : `count/${name}.${group}`) && !counted.has(`count/${name}`),
    );
    expect(uncounted).toEqual([]);
    expect(creatable.length).toBeGreaterThan(10);
  });
});

describe('what comes on top of a role', () => {
  const both = { exec: true, secrets: true };
  it.each([
    ['bailiwick-admin', both, ['bailiwick-admin', 'bailiwick-debug', 'bailiwick-secrets']],
    ['bailiwick-developer', both, ['bailiwick-developer', 'bailiwick-debug', 'bailiwick-secrets']],
    ['bailiwick-deployer', both, ['bailiwick-deployer', 'bailiwick-secrets']],
    ['bailiwick-viewer', both, ['bailiwick-viewer']],
    ['bailiwick-admin', { ...both, exec: false }, ['bailiwick-admin', 'bailiwick-secrets']],
    ['bailiwick-developer', { ...both, secrets: false }, ['bailiwick-developer', 'bailiwick-debug']],
    ['bailiwick-admin', { exec: false, secrets: false }, ['bailiwick-admin']],
  ] as const)('%s with %o', (role, guardrails, granted) =>
    expect(rolesGranted(role, guardrails)).toEqual(granted),
  );
});
