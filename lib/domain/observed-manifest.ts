import { z } from 'zod';

/** An object as the provisioner saw it last, cut down to what Bailiwick manages or must know. */
const observedManifestSchema = z.object({
  kind: z.string(),
  /** The tenant's own NetworkPolicies: no part of the desired state, but they decide who reaches whom. */
  foreign: z.literal(true).optional(),
  name: z.string(),
  /** Null where it is too large to keep. */
  manifest: z
    .looseObject({
      metadata: z.looseObject({
        labels: z.record(z.string(), z.string()).optional(),
        annotations: z.record(z.string(), z.string()).optional(),
      }),
    })
    .nullable(),
});
export type ObservedManifest = z.infer<typeof observedManifestSchema>;

/** The observed objects of a row; one that can't be read counts as not seen. */
export function observedManifests(objects: unknown): ObservedManifest[] {
  const parsed = z.array(observedManifestSchema).safeParse(objects);
  return parsed.success ? parsed.data : [];
}
