// Figures: `npm run bench [-- NAME…] [--quick]`. Each benchmark runs in a process and on a stage of its own.
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import type { Benchmark, Size } from './benchmark.ts';
import { benchmarks } from './registry.ts';
import { makeResult, writeResult } from './report.ts';
import { startStage } from './stage.ts';

const options = { quick: { type: 'boolean', default: false } } as const;
const { values, positionals } = parseArgs({ options, allowPositionals: true });
const size: Size = values.quick ? 'quick' : 'full';
const names = benchmarks.map(({ name }) => name);
const asked = positionals.length === 0 ? names : positionals;
const unknown = asked.filter((name) => !names.includes(name));
if (unknown.length > 0) {
  console.error(`There is no benchmark ${unknown.join(', ')}. Choose from: ${names.join(', ')}.`);
  process.exit(1);
}
const [only] = benchmarks.filter(({ name }) => asked.length === 1 && name === asked[0]);
if (only) await runOne(only);
else process.exitCode = asked.map(runApart).some((code) => code !== 0) ? 1 : 0;

async function runOne(benchmark: Benchmark): Promise<void> {
  const began = performance.now();
  const report = (line: string) => console.log(`· ${line}`);
  console.log(`${benchmark.name} (${size})`);
  const stage = await startStage(benchmark.controllers ?? 'local', report);
  try {
    const result = makeResult(benchmark, await benchmark.run({ stage, size, report }));
    for (const [name, { unit, count, p50, p99, max, goals }] of Object.entries(result.series)) {
      const verdict = goals.map(({ text, met }) => `${text} ${met ? '✓' : '✗'}`).join(', ');
      console.log(
        `${name.padEnd(36)} ${count} × ${unit}   p50 ${p50}   p99 ${p99}   max ${max}   ${verdict}`,
      );
    }
    if (size === 'full' && process.env.BENCH_DRY !== '1') writeResult(result);
    console.log(`took ${Math.round((performance.now() - began) / 1000)} s\n`);
  } finally {
    await stage.stop();
  }
}

// A fresh heap for each: what one benchmark leaves behind must not slow the next one down.
function runApart(name: string): number {
  const flags = size === 'quick' ? ['--quick'] : [];
  return (
    spawnSync(process.execPath, [import.meta.filename, name, ...flags], { stdio: 'inherit' }).status ?? 1
  );
}
