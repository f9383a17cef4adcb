// Apart from the schemas, as forms in the browser need these lists without zod.

/** Requests that rules can grant: those about environments. Who belongs to which team is always decided by people. */
export const ruledTypes = [
  'create-environment',
  'resize-environment',
  'extend-environment',
  'upgrade-environment',
  'delete-environment',
] as const;
export type RuledType = (typeof ruledTypes)[number];

/** Grant it at once, or leave it to a person. */
export const ruleEffects = ['approve', 'ask'] as const;
