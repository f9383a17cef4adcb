import { z } from 'zod';
import { listFields } from './fields.ts';

export const searchInput = z.strictObject({ q: listFields.q });
