import { z } from 'zod';
import { previewRequestInput, requestNumber } from './request.ts';

/** What is to be tried: a request that waits, or one that is not sent yet. */
export const askPreflightInput = z.union([z.strictObject({ number: requestNumber }), previewRequestInput]);
export const readPreflightInput = z.strictObject({ id: z.uuid('This check does not exist.') });
