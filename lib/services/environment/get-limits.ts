import type { z } from 'zod';
import type { Actor } from '#lib/auth/permissions.ts';
import { getDatabase } from '#lib/data/client.ts';
import { type ClassSpec, classSpecSchema } from '#lib/domain/environment-class.ts';
import { environmentInput } from '#lib/domain/inputs/environment.ts';
import { parseQuantity } from '#lib/domain/quantity.ts';
import { resourceLabel, showQuantity } from '#lib/domain/resource-key.ts';
import { parseInput } from '../parse-input.ts';
import { visibleEnvironment } from './visible-environment.ts';

/** A limit that is not a quota, in words. */
export interface LimitLine {
  label: string;
  text: string;
}

/** Defaults and bounds of containers, the Pod Security level, lifetime and grace. */
export async function getLimits(actor: Actor, input: z.input<typeof environmentInput>): Promise<LimitLine[]> {
  const asked = parseInput(environmentInput, input);
  const row = await visibleEnvironment(getDatabase(), actor, asked);
  return limitLines(classSpecSchema.parse(row.classVersion.spec));
}

const resources = ['cpu', 'memory', 'ephemeral-storage'] as const;

/** The limits of a class, in words. */
export function limitLines(spec: ClassSpec): LimitLine[] {
  const { containerDefaults, containerMax, podSecurity, lifetimeDays, deleteGraceMinutes } = spec;
  const show = (key: string, text: string) => showQuantity(key, parseQuantity(text));
  const containers = resources.map((key) => ({
    label:
      key === 'ephemeral-storage'
        ? 'Ephemeral storage of a container'
        : `${resourceLabel(key)} of a container`,
    text: `requests ${show(key, containerDefaults.requests[key])} and is limited to ${show(key, containerDefaults.limits[key])} unless it says otherwise; ${show(key, containerMax[key])} at most`,
  }));
  return [
    ...containers,
    { label: 'Pod Security', text: `${podSecurity.level}, as of Kubernetes ${podSecurity.version}` },
    {
      label: 'Lifetime',
      text:
        lifetimeDays === null ? 'stays until it is deleted' : `expires after ${days(lifetimeDays)} at most`,
    },
    {
      label: 'Deletion',
      text:
        deleteGraceMinutes === 0
          ? 'begins at once and can’t be undone'
          : `can be undone for ${duration(deleteGraceMinutes)}`,
    },
  ];
}

const count = (amount: number, unit: string) => `${amount} ${unit}${amount === 1 ? '' : 's'}`;
const days = (amount: number) => count(amount, 'day');

function duration(minutes: number): string {
  if (minutes % 1440 === 0) return days(minutes / 1440);
  return minutes % 60 === 0 ? count(minutes / 60, 'hour') : count(minutes, 'minute');
}
