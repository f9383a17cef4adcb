import { percent } from '../percent.ts';
import { compareQuantities, type Quantity, quantityRatio } from '../quantity.ts';
import { resourceLabel, showQuantity } from '../resource-key.ts';
import { highDays, highShare, type KeyEvidence } from './key-evidence.ts';

/** What the measurements say about a request: they speak for it, against it, or too little is known. */
export type VerdictTone = 'fits' | 'doubtful' | 'unknown';

export interface EvidenceVerdict {
  tone: VerdictTone;
  sentence: string;
}

const fewestDays = 3;
// Below this share of the new limit even the highest use leaves most of it unused.
const generous = 0.4;
const soon = 14;

type Judged = KeyEvidence & {
  stand: 'needed' | 'generous' | 'needless' | 'can-give' | 'too-small' | 'unknown';
};

/** One plain sentence about a change of limits, and how it stands. Keys that don't change say nothing. */
export function evidenceVerdict(keys: readonly KeyEvidence[]): EvidenceVerdict {
  const judged = keys
    .filter(({ before, after }) => compareQuantities(before, after) !== 0)
    .map((each) => ({ ...each, stand: standOf(each) }))
    .sort((one, other) => peakShare(other) - peakShare(one));
  const of = (stand: Judged['stand']) => judged.filter((each) => each.stand === stand);
  const [tooSmall] = of('too-small');
  const [needed, tooMuch, needless] = [
    [...of('needed'), ...of('generous')][0],
    of('generous')[0],
    of('needless')[0],
  ];
  if (tooSmall !== undefined) return { tone: 'doubtful', sentence: shrinkWords(tooSmall) };
  if (needed !== undefined && tooMuch !== undefined)
    return { tone: 'doubtful', sentence: `${needWords(needed)}, but ${generousWords(tooMuch)}.` };
  if (needed !== undefined && needless !== undefined)
    return { tone: 'doubtful', sentence: `${needWords(needed)}, but ${roomWords(needless)}.` };
  if (needless !== undefined)
    return { tone: 'doubtful', sentence: `${capital(roomWords(needless))}: there is room without it.` };
  // What is not known must not hide behind what is.
  const [unknown] = of('unknown');
  if (unknown !== undefined) return { tone: 'unknown', sentence: unknownWords(unknown) };
  if (needed !== undefined) return { tone: 'fits', sentence: `${needWords(needed)}: the request fits.` };
  const [given] = of('can-give');
  if (given === undefined)
    return { tone: 'unknown', sentence: 'No limit changes, so use says nothing about it.' };
  return { tone: 'fits', sentence: `${capital(roomWords(given))}: it can give this back.` };
}

function standOf(each: KeyEvidence): Judged['stand'] {
  const { before, after, use, refused, fullInDays } = each;
  const grows = compareQuantities(after, before) > 0;
  if (grows && refused) return 'needed';
  if (use === null || use.measuredDays < fewestDays || before.nano <= 0n) return 'unknown';
  const afterwards = quantityRatio(use.max, after);
  if (!grows) return afterwards === null || afterwards >= highShare ? 'too-small' : 'can-give';
  const isNeeded = highDays(each).high > 0 || (fullInDays !== null && fullInDays <= soon);
  if (!isNeeded) return 'needless';
  return (afterwards ?? 1) < generous ? 'generous' : 'needed';
}

function needWords(each: Judged): string {
  const label = resourceLabel(each.key);
  if (each.refused) return `The cluster refused workloads for lack of ${inSentence(label)}`;
  const { high, seen } = highDays(each);
  if (high > 0) return `${label} reached ${percent(peakShare(each))} on ${high} of ${seen} days`;
  return `${label} will be full in about ${each.fullInDays} ${each.fullInDays === 1 ? 'day' : 'days'}`;
}

function generousWords({ key, use, after }: Judged): string {
  return `${percent(share(use?.max, after))} of the ${showQuantity(key, after)} asked for would be in use at the peak`;
}

function roomWords(each: Judged): string {
  const { seen } = highDays(each);
  return `at most ${percent(peakShare(each))} of ${inSentence(resourceLabel(each.key))} was used in ${seen} days`;
}

function shrinkWords({ key, use, after }: Judged): string {
  const most = use === null ? '' : showQuantity(key, use.max);
  return `${resourceLabel(key)} were used up to ${most}: ${showQuantity(key, after)} would be too tight.`;
}

function unknownWords({ key, use }: Judged): string {
  if (use === null) return `Nothing was measured of ${inSentence(resourceLabel(key))}: too little to tell.`;
  const days =
    use.measuredDays < 1
      ? 'less than a day'
      : use.measuredDays === 1
        ? 'one day'
        : `${use.measuredDays} days`;
  return `Measured for ${days} only: too little to tell.`;
}

const share = (amount: Quantity | undefined, whole: Quantity) =>
  amount === undefined ? 0 : (quantityRatio(amount, whole) ?? 0);
const peakShare = ({ use, before }: KeyEvidence) => share(use?.max, before);

/** A label inside a sentence: names in capitals stay. */
export function inSentence(label: string): string {
  return /^[A-Z][a-z]+( |$)/.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
