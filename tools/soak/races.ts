import { copyTemplate } from '#tools/database/copy-template.ts';
import { type RaceOptions, type RaceResult, runRaces } from '#tools/faults/races/run-races.ts';
import { aboutNow } from './about-now.ts';
import { onGrounds } from './on-grounds.ts';
import { recordSection } from './record-section.ts';

// Of ten statements in transactions one or two are of the same race.
const lossPerMille = 20;
// Longer than a transaction may take, and than anybody waits for a connection.
const stallMs = 25_000;

/**
 * Races of people who decide and save at once, a tenth as many over a database that loses connections, and some over
 * one that stands still; writes docs/soak.md.
 * Says whether each had exactly one winner, or told nobody that it had.
 */
export async function soakRaces(options: { cases?: number; seed?: number }): Promise<boolean> {
  const { cases = 10_000, seed = Math.floor(Math.random() * 1_000_000) } = options;
  const began = performance.now();
  const [whole, lossy, stalled] = await onGrounds(async ({ databaseAdminUrl }) => {
    const run = async (given: Omit<RaceOptions, 'seed'>) => {
      const own = await copyTemplate(databaseAdminUrl, 'bailiwick_template');
      try {
        return await runRaces(own.webUrl, { ...given, seed });
      } finally {
        await own.drop();
      }
    };
    return [
      await run({ count: cases, lossPerMille: 0 }),
      await run({ count: Math.ceil(cases / 10), lossPerMille }),
      await run({ count: Math.max(60, Math.ceil(cases / 100)), lossPerMille: 0, stallMs }),
    ] as const;
  });
  const violations = [whole, lossy, stalled].flatMap((result) => result.violations);
  for (const violation of violations) console.log(violation);
  const minutes = (performance.now() - began) / 60_000;
  recordSection('Races', tellRaces([whole, lossy, stalled], { seed, minutes }));
  return violations.length === 0;
}

/** The Markdown of the three runs. */
function tellRaces(
  [whole, lossy, stalled]: readonly [RaceResult, RaceResult, RaceResult],
  run: { seed: number; minutes: number },
): string {
  const kinds = Object.entries(whole.byKind).map(([kind, count]) => `${kind} ${count}`);
  return [
    `\`npm run soak -- races\`, ${aboutNow()}, seed ${run.seed}, ${run.minutes.toFixed(0)} min: ` +
      `**${whole.races} races, ${wrongIn(whole)} wrong; ${lossy.races + stalled.races} over a database that fails, ${wrongIn(lossy) + wrongIn(stalled)} wrong.**`,
    '',
    'Two to four people at once. One wins and the others are told so in words; who gets no answer looks again and tries again, as he is told to.',
    `By kind: ${kinds.join(', ')}.`,
    '',
    '| database | races | wrong | somebody unsure for a while | winner learned it by looking | nobody answered, nothing done |',
    '|---|---:|---:|---:|---:|---:|',
    lineOf('whole', whole),
    lineOf(`${lossPerMille} of 1,000 statements lose their connection`, lossy),
    lineOf(`stands still for ${stallMs / 1000} s in the middle`, stalled),
  ].join('\n');
}

function lineOf(title: string, result: RaceResult): string {
  const { races, unsure, unheard, undecided } = result;
  return `| ${title} | ${races} | ${wrongIn(result)} | ${unsure} | ${unheard} | ${undecided} |`;
}

function wrongIn({ violations }: RaceResult): number {
  return new Set(violations.map((violation) => violation.split(':')[0])).size;
}
