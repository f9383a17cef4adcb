'use server';

import { environmentInput, pauseHealingInput } from '#lib/domain/inputs/environment.ts';
import { pauseHealing } from '#lib/services/environment/pause-healing.ts';
import { resumeHealing } from '#lib/services/environment/resume-healing.ts';
import { undoDelete } from '#lib/services/environment/undo-delete.ts';
import { action } from './action.ts';

export const undoDeleteAction = action('undoDelete', environmentInput, undoDelete);
export const pauseHealingAction = action('pauseHealing', pauseHealingInput, pauseHealing);
export const resumeHealingAction = action('resumeHealing', environmentInput, resumeHealing);
