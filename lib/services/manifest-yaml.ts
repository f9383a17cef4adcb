import { stringify } from 'yaml';

/** An object as a YAML document; keys are sorted, so that two versions have their fields in the same places. */
export function manifestYaml(manifest: object): string {
  return stringify(manifest, { lineWidth: 0, sortMapEntries: true, aliasDuplicateObjects: false });
}
