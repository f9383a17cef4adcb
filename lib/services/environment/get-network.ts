import type { z } from 'zod';
import type { Actor } from '#lib/auth/permissions.ts';
import { getDatabase } from '#lib/data/client.ts';
import { classSpecSchema } from '#lib/domain/environment-class.ts';
import { environmentInput } from '#lib/domain/inputs/environment.ts';
import { networkSentences } from '#lib/domain/network-sentences.ts';
import { parseInput } from '../parse-input.ts';
import { visibleEnvironment } from './visible-environment.ts';

/** What the environment's network policies mean, one sentence each. */
export async function getNetwork(actor: Actor, input: z.input<typeof environmentInput>): Promise<string[]> {
  const asked = parseInput(environmentInput, input);
  const row = await visibleEnvironment(getDatabase(), actor, asked);
  return networkSentences(classSpecSchema.parse(row.classVersion.spec), row.team.name);
}
