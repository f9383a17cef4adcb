import fc from 'fast-check';
import { addQuantities, compareQuantities, findQuantity, formatQuantity } from '#lib/domain/quantity.ts';
import { target } from '../target.ts';

const texts = fc.oneof(
  fc.stringMatching(/^[+-]?[0-9]{0,20}\.?[0-9]{0,12}([KMGTPE]i|[numkMGTPE]|[eE][+-]?[0-9]{1,3})?$/),
  fc.string({ maxLength: 70 }),
);

export const quantities = target(
  'quantities',
  'a text is refused, or its canonical form means exactly the same; sums do not depend on the order',
  [texts, texts],
  (one, other) => {
    const [a, b] = [findQuantity(one), findQuantity(other)];
    if (a === null) return true;
    const again = findQuantity(formatQuantity(a));
    if (again === null || again.nano !== a.nano || formatQuantity(again) !== formatQuantity(a)) return false;
    if (b === null) return true;
    const isAntisymmetric = compareQuantities(a, b) === 0 - compareQuantities(b, a);
    return isAntisymmetric && addQuantities(a, b).nano === addQuantities(b, a).nano;
  },
);
