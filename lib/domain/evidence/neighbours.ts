import { percent } from '../percent.ts';
import { addQuantities, type Quantity, quantityRatio, zeroQuantity } from '../quantity.ts';
import { resourceLabel } from '../resource-key.ts';
import type { WindowUse } from './use-window.ts';
import { type EvidenceVerdict, inSentence } from './verdict.ts';

/** What one environment has of a key and used of it. */
export interface Holding {
  hard: Quantity;
  use: WindowUse | null;
}

const little = 0.3;

/**
 * One sentence about what a team's environments use of a key, for who decides about another one. The peaks of several
 * environments need not meet, so their sum is what was used at most.
 */
export function neighboursVerdict(key: string, holdings: readonly Holding[], days: number): EvidenceVerdict {
  const label = inSentence(resourceLabel(key));
  const measured = holdings.flatMap(({ hard, use }) =>
    use === null || use.measuredDays < 3 ? [] : [{ hard, use }],
  );
  if (holdings.length === 0) return { tone: 'unknown', sentence: 'It is the first environment of the team.' };
  if (measured.length < holdings.length)
    return {
      tone: 'unknown',
      sentence: `Not all of the team’s environments were measured for three days: too little to tell.`,
    };
  const sum = (amounts: Quantity[]) => amounts.reduce(addQuantities, zeroQuantity);
  const ratio = quantityRatio(sum(measured.map(({ use }) => use.max)), sum(measured.map(({ hard }) => hard)));
  if (ratio === null) return { tone: 'unknown', sentence: `The team’s environments have no ${label} yet.` };
  const whose =
    holdings.length === 1
      ? 'The team’s other environment'
      : `The team’s ${holdings.length} other environments`;
  const sentence = `${whose} used at most ${percent(ratio)} of ${holdings.length === 1 ? 'its' : 'their'} ${label} in ${days} days.`;
  return { tone: ratio < little ? 'doubtful' : 'fits', sentence };
}
