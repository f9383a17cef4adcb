'use server';

import { moveQuotaInput } from '#lib/domain/inputs/budget.ts';
import { moveQuota } from '#lib/services/budget/move-quota.ts';
import { action } from './action.ts';

export const moveQuotaAction = action('moveQuota', moveQuotaInput, moveQuota);
