import { z } from 'zod';

// A request type is one entry here plus one entry in the service registry; both are checked by the compiler.

const slug = z.string().trim().max(63);
const amounts = z.record(z.string().max(253), z.string().trim().max(40));

/** Payload schema of each request type. Ids and bounds are checked again by the services. */
export const requestSchemas = {
  'create-environment': z.strictObject({
    slug,
    classSlug: slug,
    classVersion: z.int().min(1),
    quota: amounts,
    lifetimeDays: z.int().min(1).max(3650).nullable(),
  }),
  'resize-environment': z.strictObject({ quota: amounts, generation: z.int().min(1) }),
  'extend-environment': z.strictObject({ days: z.int().min(1).max(3650), generation: z.int().min(1) }),
  'upgrade-environment': z.strictObject({ classVersion: z.int().min(1), generation: z.int().min(1) }),
  'delete-environment': z.strictObject({ generation: z.int().min(1) }),
  'create-team': z.strictObject({
    slug,
    name: z.string().trim().min(1).max(80),
    costCentre: z.string().trim().max(40).nullable(),
  }),
  'join-team': z.strictObject({ role: z.enum(['owner', 'developer', 'viewer']) }),
} as const;

export type RequestType = keyof typeof requestSchemas;
export const requestTypes = Object.keys(requestSchemas) as RequestType[];
export type PayloadOf<T extends RequestType> = z.infer<(typeof requestSchemas)[T]>;
export type RequestPayload = { [T in RequestType]: PayloadOf<T> }[RequestType];

export const requestStates = ['pending', 'approved', 'rejected', 'withdrawn'] as const;
export type RequestState = (typeof requestStates)[number];
