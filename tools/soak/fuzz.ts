import { runTarget } from '#tools/fuzz/target.ts';
import { fuzzTargets } from '#tools/fuzz/targets.ts';

/** Spreads the cases over all fuzz targets, prints a line each, and says whether every promise held. */
export function soakFuzz(options: { cases?: number; seed?: number }): boolean {
  const { cases = 1_100_000, seed = Math.floor(Math.random() * 2 ** 31) } = options;
  const share = Math.ceil(cases / fuzzTargets.length);
  const began = performance.now();
  const results = fuzzTargets.map((target) => {
    const result = runTarget(target, { cases: share, seed });
    console.log(
      `${target.name.padEnd(18)} ${String(result.cases).padStart(9)} cases  ${result.failure ?? 'held'}`,
    );
    return result;
  });
  const total = results.reduce((sum, result) => sum + result.cases, 0);
  const escaped = results.filter(({ failure }) => failure !== null).length;
  const seconds = ((performance.now() - began) / 1000).toFixed(0);
  console.log(
    `${total} cases over ${results.length} targets in ${seconds} s, seed ${seed}: ${escaped} escaped`,
  );
  return escaped === 0;
}
