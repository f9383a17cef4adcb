import { readdir, readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { grantedClusterRoles } from '#lib/domain/role.ts';
import { managedKinds } from '#lib/provisioner/desired/managed-kinds.ts';
import { deployFiles } from './generate.ts';
import { manifestText } from './manifest-text.ts';
import { provisionerRules } from './manifests.ts';
import { rolesDocument } from './roles-document.ts';

const folder = new URL('../../deploy/', import.meta.url);

it('deploy/ is what the tables say, file by file', async () => {
  const files = deployFiles();
  const there = (await readdir(folder, { recursive: true })).filter((name) =>
    /^(rbac|policies|monitoring)\/.*\.yaml$/.test(name),
  );
  expect(there.sort()).toEqual(Object.keys(files).sort());
  for (const [path, objects] of Object.entries(files))
    expect(await readFile(new URL(path, folder), 'utf8')).toBe(manifestText(objects));
});

describe('deploy/rbac', () => {
  it('gives the provisioner the verbs of each managed kind and writes nothing else', () => {
    const writes = provisionerRules().filter(({ verbs }) =>
      verbs.some((verb) => !['get', 'list', 'watch'].includes(verb)),
    );
    const resources = writes.flatMap((rule) => rule.resources);
    expect(resources.sort()).toEqual(
      [...managedKinds.map(({ plural }) => plural), 'resourcequotas/status', 'clusterroles'].sort(),
    );
  });

  it('gives the provisioner no wildcard and nothing that widens itself', () => {
    const rules = provisionerRules();
    const words = rules.flatMap((rule) => [...rule.apiGroups, ...rule.resources, ...rule.verbs]);
    for (const word of ['*', 'escalate', 'impersonate', 'serviceaccounts/token', 'nodes/proxy', 'secrets'])
      expect(words).not.toContain(word);
    const bind = rules.filter(({ verbs }) => verbs.includes('bind'));
    expect(bind.map(({ resourceNames }) => resourceNames)).toEqual([grantedClusterRoles]);
  });
});

it('docs/roles.md is what the table says', async () => {
  expect(await readFile(new URL('../../docs/roles.md', import.meta.url), 'utf8')).toBe(rolesDocument());
});
