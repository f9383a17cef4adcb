'use server';

import { environmentInput } from '#lib/domain/inputs/environment.ts';
import { undoDelete } from '#lib/services/environment/undo-delete.ts';
import { action } from './action.ts';

export const undoDeleteAction = action(environmentInput, undoDelete);
