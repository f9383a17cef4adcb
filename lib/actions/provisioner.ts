'use server';

import { retryEnvironmentInput, retryStuckInput } from '#lib/domain/inputs/provisioner.ts';
import { retryEnvironment } from '#lib/services/provisioner/retry-environment.ts';
import { retryStuck } from '#lib/services/provisioner/retry-stuck.ts';
import { action } from './action.ts';

export const retryEnvironmentAction = action('retryEnvironment', retryEnvironmentInput, retryEnvironment);
export const retryStuckAction = action('retryStuck', retryStuckInput, retryStuck);
