// Apart from the schemas, so that forms in the browser get these lists without zod, whose probe for `eval` the
// content policy would stop and report.

/** Stages order the shipped classes and group environments of one team for the `team` network profile. */
export const stages = ['dev', 'qa', 'staging', 'prod', 'preview'] as const;

export const networkProfiles = ['isolated', 'team', 'open-egress'] as const;
export type NetworkProfile = (typeof networkProfiles)[number];

export const approvalRules = ['automatic-within-budget', 'one-admin'] as const;
export type ApprovalRule = (typeof approvalRules)[number];

export const podSecurityLevels = ['baseline', 'restricted'] as const;

/** How a rule that a tenant breaks is answered: recorded, told, or refused. */
export const guardrailModes = ['audit', 'warn', 'deny'] as const;

export const imagePullPolicies = ['any', 'Always'] as const;

/** Volume types that a class may allow. `hostPath` and the like are never in it: Pod Security refuses them. */
export const volumeTypes = [
  'configMap',
  'csi',
  'downwardAPI',
  'emptyDir',
  'ephemeral',
  'image',
  'nfs',
  'persistentVolumeClaim',
  'projected',
  'secret',
] as const;
