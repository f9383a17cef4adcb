import { defaultPackOptions } from '#lib/provisioner/policies/policy.ts';
import { renderPack } from '#lib/provisioner/policies/render-pack.ts';
import { manifestText } from '#tools/deploy/manifest-text.ts';

// Stand for what a person chooses; no policy has such words of its own.
const prefix = 'SUBJECTPREFIX';
const group = 'EXEMPTGROUP';

/** The admission policies as templates of the chart, which take the prefix and the groups from its values: name → text. */
export function packTemplates(): Record<string, string> {
  const { version, files } = renderPack({ subjectPrefix: prefix, exemptGroups: [group] });
  const { version: usual } = renderPack(defaultPackOptions);
  return Object.fromEntries(
    Object.entries(files).map(([name, objects]) => {
      const text = manifestText(objects);
      if (text.includes('{{')) throw new Error(`The policy ${name} holds what a template would replace.`);
      return [`${name}.yaml`, withValues(text, version, usual)];
    }),
  );
}

function withValues(text: string, version: string, usual: string): string {
  return text
    .replaceAll(version, `{{ include "bailiwick.pack-version" (dict "root" . "usual" "${usual}") }}`)
    .replaceAll(`["${group}"]`, '{{ .Values.cluster.exemptGroups | toJson }}')
    .replaceAll(`'${group}'`, '{{ include "bailiwick.exempt-groups" . }}')
    .replaceAll(prefix, '{{ .Values.cluster.subjectPrefix }}');
}
