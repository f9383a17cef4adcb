import { z } from 'zod';
import { reasonLength } from '../requests/reason.ts';
import { requestTypes } from '../requests/request.ts';

// What the browser may send about requests. Messages are shown as they are.

const slug = z.string('Choose one.').trim().max(63, 'This name is too long.').nullable();
const payload = z.record(z.string(), z.unknown(), 'The request has no content.');
const type = z.enum(requestTypes, 'This kind of request does not exist.');
export const requestNumber = z
  .int('This request does not exist.')
  .min(1, 'This request does not exist.')
  .max(2_147_483_647, 'This request does not exist.');
const version = z
  .int('Reload the page and try again.')
  .min(1, 'Reload the page and try again.')
  .max(2_147_483_647, 'Reload the page and try again.');
const form = z.string().trim().min(1).max(80);

/** What a request is about, before it is sent. */
export const previewRequestInput = z.strictObject({ type, team: slug, environment: slug, payload });
export const submitRequestInput = z.strictObject({
  type,
  team: slug,
  environment: slug,
  payload,
  reason: z
    .string('Say why you need it.')
    .trim()
    .min(1, 'Say why you need it.')
    .max(reasonLength, `At most ${reasonLength} characters.`),
  draftForm: form.optional(),
});
export const withdrawRequestInput = z.strictObject({ number: requestNumber, version });
export const commentRequestInput = z.strictObject({
  number: requestNumber,
  body: z.string('Write a comment.').trim().min(1, 'Write a comment.').max(4000, 'At most 4000 characters.'),
});
export const decideRequestInput = z
  .strictObject({
    number: requestNumber,
    version,
    verdict: z.enum(['approved', 'rejected'], 'Approve or reject.'),
    reason: z.string('Write a reason.').trim().max(reasonLength, `At most ${reasonLength} characters.`),
  })
  .refine(({ verdict, reason }) => verdict === 'approved' || reason !== '', {
    path: ['reason'],
    message: 'Say why it is rejected, so that the person can ask again.',
  });
export const saveDraftInput = z.strictObject({
  form,
  values: z
    .record(z.string().max(300), z.unknown())
    .refine((values) => JSON.stringify(values).length <= 20_000, 'The form is too long to be kept.'),
});

export type PreviewRequest = z.output<typeof previewRequestInput>;
export type SubmitRequest = z.output<typeof submitRequestInput>;
export type WithdrawRequest = z.output<typeof withdrawRequestInput>;
export type CommentRequest = z.output<typeof commentRequestInput>;
export type DecideRequest = z.output<typeof decideRequestInput>;
