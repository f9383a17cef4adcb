import type { RuledType } from './rule-choices.ts';

/** What each type is called inside a sentence about rules. */
export const typeNames: Record<RuledType, string> = {
  'create-environment': 'new environment',
  'resize-environment': 'resize',
  'extend-environment': 'extension',
  'upgrade-environment': 'upgrade of the class',
  'delete-environment': 'deletion',
};
