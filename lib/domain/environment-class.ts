import { z } from 'zod';
import { approvalRules, networkProfiles, podSecurityLevels, stages } from './class-choices.ts';
import { defaultGuardrails } from './default-guardrails.ts';
import { guardrailsSchema } from './guardrails.ts';
import { tenantClusterRoles } from './role.ts';

const quantityText = z.string().trim().min(1).max(40);

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
  // Versions written before there were guardrails get the defaults.
  guardrails: guardrailsSchema.default(defaultGuardrails),
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
