'use server';

import { deleteDraftInput, saveDraftInput } from '#lib/domain/inputs/request.ts';
import { deleteDraft } from '#lib/services/draft/delete-draft.ts';
import { saveDraft } from '#lib/services/draft/save-draft.ts';
import { action } from './action.ts';

export const saveDraftAction = action(saveDraftInput, saveDraft);
export const deleteDraftAction = action(deleteDraftInput, deleteDraft);
