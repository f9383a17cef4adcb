'use server';

import {
  commentRequestInput,
  decideRequestInput,
  deleteDraftInput,
  previewRequestInput,
  saveDraftInput,
  submitRequestInput,
  withdrawRequestInput,
} from '#lib/domain/inputs/requests.ts';
import { deleteDraft } from '#lib/services/drafts/delete-draft.ts';
import { saveDraft } from '#lib/services/drafts/save-draft.ts';
import { commentRequest } from '#lib/services/requests/comment-request.ts';
import { decideRequest } from '#lib/services/requests/decide-request.ts';
import { previewRequest } from '#lib/services/requests/preview-request.ts';
import { submitRequest } from '#lib/services/requests/submit-request.ts';
import { withdrawRequest } from '#lib/services/requests/withdraw-request.ts';
import { action } from './action.ts';

export const submitRequestAction = action(submitRequestInput, submitRequest);
export const previewRequestAction = action(previewRequestInput, previewRequest);
export const withdrawRequestAction = action(withdrawRequestInput, withdrawRequest);
export const commentRequestAction = action(commentRequestInput, commentRequest);
export const decideRequestAction = action(decideRequestInput, decideRequest);
export const saveDraftAction = action(saveDraftInput, saveDraft);
export const deleteDraftAction = action(deleteDraftInput, deleteDraft);
