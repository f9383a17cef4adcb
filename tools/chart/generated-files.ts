import { existsSync, readFileSync } from 'node:fs';
import { manifestText } from '#tools/deploy/manifest-text.ts';
import { rbacManifests } from '#tools/deploy/manifests.ts';
import { packTemplates } from './pack-templates.ts';
import { valuesSchema } from './values-schema.ts';

/** Every file of the chart that is made from the code's tables: path below deploy/chart/ → text. */
export function chartFiles(): Record<string, string> {
  return {
    ...inFolder('templates/rbac', rbacTemplates()),
    ...inFolder('templates/policies', packTemplates()),
    'values.schema.json': `${JSON.stringify(valuesSchema(), null, 2)}\n`,
    ...rules(),
  };
}

function inFolder(folder: string, files: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(files).map(([name, content]) => [`${folder}/${name}`, content]));
}

// The namespace must be there before a release can be in it.
function rbacTemplates(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(rbacManifests()).map(([name, objects]) => {
      const own = objects.filter((object) => !('kind' in object && object.kind === 'Namespace'));
      return [name === 'namespace.yaml' ? 'accounts.yaml' : name, manifestText(own)];
    }),
  );
}

// A chart reads only files of its own folder.
function rules(): Record<string, string> {
  const source = new URL('../../deploy/monitoring/rules.yaml', import.meta.url);
  return existsSync(source) ? { 'files/rules.yaml': readFileSync(source, 'utf8') } : {};
}
