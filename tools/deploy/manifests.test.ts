import { readdir, readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { tenantRoles } from '#lib/domain/tenant-roles.ts';
import { managedKinds } from '#lib/provisioner/desired/managed-kinds.ts';
import { manifestText } from './generate.ts';
import { provisionerRules, rbacManifests } from './manifests.ts';

const folder = new URL('../../deploy/rbac/', import.meta.url);

describe('deploy/rbac', () => {
  it('is what the tables say, file by file', async () => {
    const manifests = rbacManifests();
    expect((await readdir(folder)).filter((name) => name.endsWith('.yaml')).sort()).toEqual(
      Object.keys(manifests).sort(),
    );
    for (const [name, objects] of Object.entries(manifests)) {
      expect(await readFile(new URL(name, folder), 'utf8')).toBe(manifestText(objects));
    }
  });

  it('gives the provisioner the verbs of each managed kind and writes nothing else', () => {
    const writes = provisionerRules().filter(({ verbs }) =>
      verbs.some((verb) => !['get', 'list', 'watch'].includes(verb)),
    );
    const resources = writes.flatMap((rule) => rule.resources);
    expect(resources.sort()).toEqual(
      [...managedKinds.map(({ plural }) => plural), 'resourcequotas/status', 'clusterroles'].sort(),
    );
  });

  const everything = [...Object.entries(tenantRoles), ['provisioner', provisionerRules()] as const];

  it.each(everything)('%s has no wildcard and nothing that widens itself', (_name, rules) => {
    const words = rules.flatMap((rule) => [...rule.apiGroups, ...rule.resources, ...rule.verbs]);
    for (const word of [
      '*',
      'escalate',
      'impersonate',
      'serviceaccounts/token',
      'nodes/proxy',
      'pods/ephemeralcontainers',
    ])
      expect(words).not.toContain(word);
  });

  it('lets nobody but the provisioner write guardrails, and viewers read no secrets', () => {
    for (const rules of Object.values(tenantRoles)) {
      const writable = rules.filter(
        ({ verbs }) => verbs.includes('create') || verbs.includes('update') || verbs.includes('delete'),
      );
      const resources = writable.flatMap((rule) => rule.resources);
      for (const guardrail of [
        'namespaces',
        'resourcequotas',
        'limitranges',
        'networkpolicies',
        'rolebindings',
      ])
        expect(resources).not.toContain(guardrail);
    }
    expect(tenantRoles['bailiwick-viewer'].flatMap((rule) => rule.resources)).not.toContain('secrets');
  });
});
