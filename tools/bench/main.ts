import { approveToReady } from './approve-to-ready.ts';
import { makeResult, writeResult } from './report.ts';

const report = (line: string) => console.log(`· ${line}`);

const benchmarks: Record<string, (count: number) => Promise<Record<string, readonly number[]>>> = {
  'approve-to-ready': async (count) => {
    const rounds = await approveToReady(count, report);
    return {
      'approve → Ready': rounds.approveToReady,
      'of it: the approval': rounds.approve,
      'bare API calls': rounds.bareCalls,
    };
  },
};

const [name = '', count = '50'] = process.argv.slice(2);
const benchmark = benchmarks[name];
if (!benchmark || !/^[1-9]\d*$/.test(count)) {
  console.error(`Usage: npm run bench -- <${Object.keys(benchmarks).join('|')}> [rounds]`);
  process.exit(1);
}
const result = makeResult(name, await benchmark(Number(count)));
for (const [series, { count: rounds, p50, p99, max }] of Object.entries(result.series))
  console.log(`${series.padEnd(22)} ${rounds} rounds   p50 ${p50} ms   p99 ${p99} ms   max ${max} ms`);
if (process.env.BENCH_DRY !== '1') writeResult(result);
