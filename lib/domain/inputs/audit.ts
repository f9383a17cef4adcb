import { z } from 'zod';
import { choice, dateFilter, filter, listFields, slugField } from './fields.ts';

const words = filter(z.string('Type some text.').trim().max(100, 'At most 100 characters.'));
// An object is a row of ours (UUID) or a name, so any short text is fine.
const narrowing = {
  team: filter(slugField),
  actor: words,
  action: words,
  objectType: words,
  objectId: words,
  from: dateFilter,
  to: dateFilter,
  q: listFields.q,
};

export const listAuditEventsInput = z.strictObject({
  ...listFields,
  ...narrowing,
  sort: choice(['at', 'actor', 'action', 'object']),
});
export const exportAuditEventsInput = z.strictObject(narrowing);
export const listActivityInput = z.strictObject({
  team: slugField,
  environment: filter(slugField),
  page: listFields.page,
  pageSize: listFields.pageSize,
});
