// Tests that take longer than `npm test` may: `npm run soak -- fuzz|budget|races|recovery [--cases=N] [--seed=N]`,
// `npm run soak -- faults [--row=N] [--seeds=20] [--seed=N] [--minutes=N]`, `npm run soak -- crashes [--seed=N]`.
import { parseArgs } from 'node:util';
import { soakBudget } from './budget.ts';
import { soakCrashes } from './crashes.ts';
import { soakFaults } from './faults.ts';
import { soakFuzz } from './fuzz.ts';
import { soakRaces } from './races.ts';
import { soakRecovery } from './recovery.ts';

const whole = { type: 'string' } as const;
const { values, positionals } = parseArgs({
  options: { cases: whole, seed: whole, row: whole, seeds: whole, minutes: whole },
  allowPositionals: true,
});
interface Numbers {
  cases?: number;
  seed?: number;
  row?: number;
  seeds?: number;
  minutes?: number;
}
const soaks: Record<string, (options: Numbers) => Promise<boolean> | boolean> = {
  fuzz: soakFuzz,
  budget: soakBudget,
  faults: soakFaults,
  crashes: soakCrashes,
  races: soakRaces,
  recovery: soakRecovery,
};
const [name = ''] = positionals;
const soak = soaks[name];
if (soak === undefined) {
  console.error(`Say which: ${Object.keys(soaks).join(', ')}. For example: npm run soak -- fuzz`);
  process.exit(1);
}
const numbers = Object.entries(values).map(([key, text]) => [key, Number(text)] as const);
for (const [key, number] of numbers)
  if (!Number.isSafeInteger(number) || number < 0) {
    console.error(`--${key} must be a whole number.`);
    process.exit(1);
  }
const isClean = await soak(Object.fromEntries(numbers));
// Not by itself: a socket that never closes would keep the process for ever.
process.exit(isClean ? 0 : 1);
