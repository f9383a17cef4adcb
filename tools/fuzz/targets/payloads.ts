import fc from 'fast-check';
import { AppError } from '#lib/domain/error.ts';
import { requestSchemas, requestTypes } from '#lib/domain/requests/request.ts';
import { parseInput } from '#lib/services/parse-input.ts';
import { target } from '../target.ts';

const keys = [
  ...new Set(requestTypes.flatMap((type) => Object.keys(requestSchemas[type].shape))),
  '__proto__',
  'constructor',
  'teamId',
];
const values = fc.oneof(
  fc.constantFrom('dev', 'owner', 1, 0, -1, 1.5, null, '', { pods: '1' }, { pods: {} }, Number.NaN),
  fc.anything({ maxDepth: 2 }),
);
const payloads = fc.oneof(fc.dictionary(fc.constantFrom(...keys), values), fc.anything());

export const requestPayloads = target(
  'request payloads',
  'a payload is refused with the user’s words, or it has exactly the fields of its type',
  [fc.constantFrom(...requestTypes), payloads],
  (type, payload) => {
    const schema = requestSchemas[type];
    try {
      const parsed = parseInput(schema, payload) as object;
      const known = Object.keys(schema.shape);
      return Object.keys(parsed).every((key) => known.includes(key)) && !('polluted' in {});
    } catch (error) {
      return error instanceof AppError && error.code === 'INVALID_INPUT' && error.message.length > 0;
    }
  },
);
