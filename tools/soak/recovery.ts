import { type Rehearsal, rehearse } from '#tools/recovery/rehearse.ts';
import { aboutNow } from './about-now.ts';
import { onGrounds } from './on-grounds.ts';
import { recordSection } from './record-section.ts';

/** Loses the database and the cluster in front of so many environments, and writes into docs/recovery.md what the recovery took. */
export async function soakRecovery({ cases: environments = 200 }: { cases?: number }): Promise<boolean> {
  const rehearsals = await onGrounds((grounds) => rehearse(grounds, environments));
  const text = recoveryTable(rehearsals, `${environments} environments, ${aboutNow()}`);
  console.log(text);
  recordSection('Rehearsed', text, 'docs/recovery.md');
  return true;
}

/** The Markdown of the rehearsals: a line a step. */
export function recoveryTable(rehearsals: readonly Rehearsal[], about: string): string {
  const rows = rehearsals.flatMap(({ loss, steps }) =>
    steps.map(({ what, ms }) => `| ${loss} | ${what} | ${(ms / 1000).toFixed(1)} s |`),
  );
  return [
    `\`npm run soak -- recovery\`, ${about}. Written by it; one run, on two cores that also run PostgreSQL, both control planes and everything else.`,
    'Each fails where anything is not as it was: rows, members and namespaces are compared, and a provisioner in front of a recovered database may not',
    'write to the cluster at all. `npm test` rehearses the same with a few environments.',
    '',
    '| loss | step | time |',
    '|---|---|---:|',
    ...rows,
  ].join('\n');
}
