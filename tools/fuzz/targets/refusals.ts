import fc from 'fast-check';
import { explainRefusal } from '#lib/domain/denial/explain-refusal.ts';
import { shapeOf } from '#lib/domain/denial/fingerprint.ts';
import { parseRefusal } from '#lib/domain/denial/parse-refusal.ts';
import { longestRefusal } from '#lib/domain/denial/plain-text.ts';
import { findQuantity } from '#lib/domain/quantity.ts';
import { shippedClasses } from '#lib/domain/shipped-classes.ts';
import { target } from '../target.ts';

// Pieces of real messages in any order, and anything between them.
const piece = fc.oneof(
  fc.constantFrom(
    ...['pods "a" is forbidden: ', 'Pod "b" is invalid: spec.x: ', 'exceeded quota: bailiwick, requested: '],
    ...['requests.cpu=1', 'pods=1,', ', used: requests.cpu=2', ', limited: requests.cpu=2', '9e999', '-1'],
    ...[
      'failed quota: q: must specify limits.cpu for: app; ',
      '[maximum cpu usage per Container is 4, but limit is ',
    ],
    ...[
      'violates PodSecurity "restricted:v1.36": ',
      'host namespaces (',
      'hostPort (container "a" uses',
      '))',
      ', ',
    ],
    ...[
      "ValidatingAdmissionPolicy 'p' with binding 'b' denied request: ",
      'bailiwick/workload: ',
      '}',
      ']',
      '=',
      '"',
    ],
    ...[
      'failed calling webhook "w": ',
      'admission webhook "w" denied the request: ',
      '\u202e',
      '\ud800',
      '\u0000',
    ],
  ),
  fc.string({ unit: 'binary', maxLength: 12 }),
);
const messages = fc.array(piece, { maxLength: 9 }).map((pieces) => pieces.join(''));
const [first] = shippedClasses;

export const refusals = target(
  'Refusals in events',
  'whatever an event says is read without an error, stays short and on one line, and asks for nothing but valid amounts',
  [messages, fc.constantFrom(1, 900)],
  (message, times) => {
    const refusal = parseRefusal(message.repeat(times));
    if (refusal === null || first === undefined) return true;
    const { reason, advice, resize, yaml } = explainRefusal(refusal, {
      spec: first.spec,
      hard: {},
      used: {},
    });
    const isPlain = [reason, advice, refusal.text].every((text) => !/[\p{Cc}\u202e]/u.test(text));
    const isShort = reason.length < longestRefusal * 12 && (yaml ?? '').length < longestRefusal * 120;
    const asks = Object.entries(resize?.quota ?? {});
    const isValid = asks.every(
      ([key, amount]) => Object.hasOwn(first.spec.quota, key) && findQuantity(amount),
    );
    return isPlain && isShort && isValid && shapeOf(refusal.denial).length > 0 && reason.isWellFormed();
  },
);
