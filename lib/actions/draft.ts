'use server';

import { saveDraftInput } from '#lib/domain/inputs/request.ts';
import { saveDraft } from '#lib/services/draft/save-draft.ts';
import { question } from './action.ts';

// A draft is on no page but the form that holds it already.
export const saveDraftAction = question('saveDraft', saveDraftInput, saveDraft);
