import { z } from 'zod';

const amounts = z.record(z.string(), z.string());

/** A workload with what it takes of the quota, key by key, and what its containers really use where that is measured. */
const consumerSchema = z.object({
  kind: z.string(),
  name: z.string(),
  requested: amounts,
  /** `cpu` and `memory`; null where it was not measured. */
  actual: amounts.nullable(),
});
export type Consumer = z.infer<typeof consumerSchema>;

/** The consumers of a row; one that can't be read counts as not counted. */
export function readConsumers(consumers: unknown): Consumer[] {
  return z.array(consumerSchema).safeParse(consumers).data ?? [];
}

/** Whether the cluster could say what containers really use: it did, it has no metrics API, or it failed to answer. */
export type Measurement = 'yes' | 'absent' | 'failed';
