'use server';

import {
  commentRequestInput,
  decideRequestInput,
  previewRequestInput,
  submitRequestInput,
  withdrawRequestInput,
} from '#lib/domain/inputs/request.ts';
import { commentRequest } from '#lib/services/request/comment-request.ts';
import { decideRequest } from '#lib/services/request/decide-request.ts';
import { previewRequest } from '#lib/services/request/preview-request.ts';
import { submitRequest } from '#lib/services/request/submit-request.ts';
import { withdrawRequest } from '#lib/services/request/withdraw-request.ts';
import { action, question } from './action.ts';

export const submitRequestAction = action('submitRequest', submitRequestInput, submitRequest);
export const previewRequestAction = question('previewRequest', previewRequestInput, previewRequest);
export const withdrawRequestAction = action('withdrawRequest', withdrawRequestInput, withdrawRequest);
export const commentRequestAction = action('commentRequest', commentRequestInput, commentRequest);
export const decideRequestAction = action('decideRequest', decideRequestInput, decideRequest);
