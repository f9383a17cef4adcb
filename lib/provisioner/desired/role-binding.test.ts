import { expect, it } from 'vitest';
import { grantedClusterRoles } from '#lib/domain/role.ts';
import type { EnvironmentSpec } from './environment-spec.ts';
import { renderRoleBindings, roleBindingName } from './role-binding.ts';
import { testSpec } from './spec.test-fixture.ts';

const bindingsOf = (spec: EnvironmentSpec) =>
  renderRoleBindings(spec).map(({ roleRef, subjects }) => [(roleRef as { name: string }).name, subjects]);

it('binds tenant roles only, to prefixed subjects in a fixed order; a role of null gives nothing', () => {
  const members = ['z', 'a', 'm', 'a'].map((subject) => ({ subject, role: 'developer' as const }));
  const roles = { owner: null, developer: 'bailiwick-deployer', viewer: null } as const;
  const everyone = [...members, { subject: 'o', role: 'owner' as const }];
  const subject = (name: string) => ({
    apiGroup: 'rbac.authorization.k8s.io',
    kind: 'User',
    name: `oidc:${name}`,
  });
  const subjects = ['a', 'm', 'z'].map(subject);
  expect(bindingsOf(testSpec({ roles }, { members: everyone }))).toEqual([
    ['bailiwick-deployer', subjects],
    ['bailiwick-secrets', subjects],
  ]);
});

it('binds the add-ons as the class’s guardrails say, to the holders of several roles at once', () => {
  const { guardrails } = testSpec().classSpec;
  const members = [
    { subject: 'd', role: 'developer' as const },
    { subject: 'o', role: 'owner' as const },
    { subject: 'v', role: 'viewer' as const },
  ];
  const granted = (exec: boolean, secrets: boolean) =>
    bindingsOf(testSpec({ guardrails: { ...guardrails, exec, secrets } }, { members })).map(
      ([role, subjects]) => `${role}: ${(subjects as { name: string }[]).map(({ name }) => name)}`,
    );
  const always = ['bailiwick-admin: oidc:o', 'bailiwick-developer: oidc:d', 'bailiwick-viewer: oidc:v'];
  const [debug, secrets] = ['bailiwick-debug: oidc:d,oidc:o', 'bailiwick-secrets: oidc:d,oidc:o'];
  expect(granted(true, true)).toEqual([...always, debug, secrets]);
  expect(granted(false, true)).toEqual([...always, secrets]);
  expect(granted(true, false)).toEqual([...always, debug]);
  expect(granted(false, false)).toEqual(always);
});

it('names each binding by its role and the hash of its roleRef', () => {
  const names = grantedClusterRoles.map(roleBindingName);
  expect(new Set(names).size).toBe(names.length);
  for (const name of names) expect(name).toMatch(/^bailiwick-[a-z]+-[0-9a-f]{8}$/);
});
