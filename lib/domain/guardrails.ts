import { z } from 'zod';
import { guardrailModes, imagePullPolicies, volumeTypes } from './class-choices.ts';

// Lists travel in annotations, joined by commas, so no entry may hold one.
const registry = z
  .string()
  .trim()
  .regex(/^[a-z0-9][a-z0-9._:-]*(\/[a-z0-9._-]+)*\/?$/, 'Write a registry like ghcr.io/acme/.');
const objectName = z
  .string()
  .trim()
  .regex(/^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/, 'Write a name like fast-ssd.');
const names = z.array(objectName).max(20).nullable();

/** What workloads of a class may do beyond its quota. `null` allows every name, an empty list none. */
export const guardrailsSchema = z.strictObject({
  mode: z.enum(guardrailModes),
  /** Whether admins and developers may exec, attach and forward ports. */
  exec: z.boolean(),
  /** Whether admins, developers and deployers may read and write secrets. */
  secrets: z.boolean(),
  /** Prefixes of image names, each of a whole path segment; `docker.io/library/` for Docker's own. */
  registries: z.array(registry).max(20).nullable(),
  imagePullPolicy: z.enum(imagePullPolicies),
  volumeTypes: z.array(z.enum(volumeTypes)).max(volumeTypes.length),
  storageClasses: names,
  ingressClasses: names,
  /** Besides none at all, which is always allowed. */
  priorityClasses: names,
  nodePorts: z.boolean(),
  loadBalancers: z.boolean(),
});
export type Guardrails = z.infer<typeof guardrailsSchema>;
