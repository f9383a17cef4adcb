// Runs races in a process of its own, since services find their database through the process: `main.ts COUNT SEED LOSS STALL`.
import { runRaces } from './run-races.ts';

const [count = 0, seed = 0, lossPerMille = 0, stallMs = 0] = process.argv.slice(2).map(Number);
const result = await runRaces(process.env.DATABASE_URL ?? '', { count, seed, lossPerMille, stallMs });
process.stdout.write(JSON.stringify(result));
