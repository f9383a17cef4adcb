import { z } from 'zod';
import { workStates } from '../provisioner-views.ts';
import { environmentInput } from './environment.ts';
import { choice, filter, listFields, slugField } from './fields.ts';

export const workFilters = ['stuck', ...workStates] as const;
export const workSorts = ['namespace', 'state', 'attempts', 'next', 'last', 'p50', 'p99'] as const;

export const listWorkInput = z.strictObject({
  ...listFields,
  team: filter(slugField),
  state: choice(workFilters),
  sort: choice(workSorts),
});
export const retryEnvironmentInput = environmentInput;
export const retryStuckInput = z.strictObject({});
