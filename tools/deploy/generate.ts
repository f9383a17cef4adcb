// Writes what is generated in deploy/, docs/roles.md, docs/metrics.md and docs/configuration.md from the tables in the code: `npm run deploy:generate`.
import { mkdir, writeFile } from 'node:fs/promises';
import { defaultPackOptions } from '#lib/provisioner/policies/policy.ts';
import { renderPack } from '#lib/provisioner/policies/render-pack.ts';
import { chartFiles } from '#tools/chart/generated-files.ts';
import { dashboards } from '#tools/monitoring/dashboards.ts';
import { dashboardText } from '#tools/monitoring/files.ts';
import { rulesFile, ruleTests } from '#tools/monitoring/rules-file.ts';
import { configurationDocument } from './configuration-document.ts';
import { manifestText } from './manifest-text.ts';
import { rbacManifests } from './manifests.ts';
import { metricsDocument } from './metrics-document.ts';
import { rolesDocument } from './roles-document.ts';

/** Every file of deploy/ that is made from code: path below deploy/ → objects. */
export function deployFiles(): Record<string, readonly object[]> {
  const { files } = renderPack(defaultPackOptions);
  const inFolder = (folder: string, entries: [string, readonly object[]][]) =>
    entries.map(([name, objects]) => [`${folder}/${name}`, objects] as const);
  return Object.fromEntries([
    ...inFolder('rbac', Object.entries(rbacManifests())),
    ...inFolder('monitoring', [
      ['rules.yaml', [rulesFile()]],
      ['rules.test.yaml', [ruleTests()]],
    ]),
    ...inFolder(
      'policies',
      Object.entries(files).map(([name, objects]) => [`${name}.yaml`, objects]),
    ),
  ]);
}

if (import.meta.main) {
  const deploy = new URL('../../deploy/', import.meta.url);
  for (const folder of ['policies/', 'monitoring/dashboards/'])
    await mkdir(new URL(folder, deploy), { recursive: true });
  for (const [path, objects] of Object.entries(deployFiles()))
    await writeFile(new URL(path, deploy), manifestText(objects));
  for (const dashboard of dashboards)
    await writeFile(
      new URL(`monitoring/dashboards/${dashboard.file}.json`, deploy),
      dashboardText(dashboard),
    );
  await writeFile(new URL('../../docs/roles.md', import.meta.url), rolesDocument());
  await writeFile(new URL('../../docs/metrics.md', import.meta.url), metricsDocument());
  await writeFile(new URL('../../docs/configuration.md', import.meta.url), configurationDocument());
  // Last of all: the chart copies some of what was written before.
  for (const [path, text] of Object.entries(chartFiles())) {
    const file = new URL(`chart/${path}`, deploy);
    await mkdir(new URL('.', file), { recursive: true });
    await writeFile(file, text);
  }
}
