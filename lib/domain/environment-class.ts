import { z } from 'zod';
import { tenantClusterRoles } from './role.ts';

const quantityText = z.string().trim().min(1).max(40);

/** Stages order the shipped classes and group environments of one team for the `team` network profile. */
export const stages = ['dev', 'qa', 'staging', 'prod', 'preview'] as const;

export const networkProfiles = ['isolated', 'team', 'open-egress'] as const;
export type NetworkProfile = (typeof networkProfiles)[number];

export const approvalRules = ['automatic-within-budget', 'one-admin'] as const;
export type ApprovalRule = (typeof approvalRules)[number];

export const podSecurityLevels = ['baseline', 'restricted'] as const;

const clusterRole = z.enum(tenantClusterRoles).nullable();

/** What one version of an environment class says. Quantities are written as Kubernetes writes them. */
export const classSpecSchema = z.strictObject({
  description: z.string().trim().max(400),
  stage: z.enum(stages),
  /** Every key of the ResourceQuota; a request may choose within min and max. */
  quota: z.record(
    z.string().regex(/^[a-z0-9][a-z0-9./-]{0,252}$/),
    z.strictObject({ default: quantityText, min: quantityText, max: quantityText }),
  ),
  containerDefaults: z.strictObject({
    requests: z.strictObject({ cpu: quantityText, memory: quantityText, 'ephemeral-storage': quantityText }),
    limits: z.strictObject({ cpu: quantityText, memory: quantityText, 'ephemeral-storage': quantityText }),
  }),
  containerMax: z.strictObject({
    cpu: quantityText,
    memory: quantityText,
    'ephemeral-storage': quantityText,
  }),
  podSecurity: z.strictObject({ level: z.enum(podSecurityLevels), version: z.string().regex(/^v1\.\d{2}$/) }),
  networkProfile: z.enum(networkProfiles),
  /** Which cluster role each team role gets in the namespace; null means no access. */
  roles: z.strictObject({ owner: clusterRole, developer: clusterRole, viewer: clusterRole }),
  /** Days after which the environment expires; null means it stays. */
  lifetimeDays: z.int().min(1).max(3650).nullable(),
  /** Minutes in which an approved deletion can be undone. */
  deleteGraceMinutes: z.int().min(0).max(43_200),
  approval: z.enum(approvalRules),
});
export type ClassSpec = z.infer<typeof classSpecSchema>;

/** Quota or budget: key → quantity in canonical form. */
export type ResourceAmounts = Record<string, string>;
