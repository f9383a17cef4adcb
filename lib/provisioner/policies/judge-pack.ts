import { isDeepStrictEqual } from 'node:util';
import type { PackProblem, PackReport } from '#lib/domain/policy-pack.ts';
import { defaultPackOptions, type PackOptions } from './policy.ts';
import { packOptionsAnnotation, packVersionAnnotation, renderPack } from './render-pack.ts';
import type { PackObject } from './render-policy.ts';

/**
 * Compares the policies and bindings in the cluster with the pack, by content: a stamp alone proves nothing. The
 * options are those that the installation wrote down; what does not say them is compared with the usual ones.
 */
export function judgePack(observed: readonly PackObject[]): PackReport {
  const options = optionsOf(observed);
  const { version, files } = renderPack(options);
  const expected = Object.values(files).flat();
  const found = new Map(observed.map((object) => [packObjectName(object), object]));
  const names = new Set(expected.map(packObjectName));
  const problems = [
    ...expected.flatMap((object): PackProblem[] => {
      const name = packObjectName(object);
      const there = found.get(name);
      if (there === undefined) return [{ object: name, problem: 'missing' }];
      return isDeepStrictEqual(there.spec, asJson(object.spec)) ? [] : [{ object: name, problem: 'changed' }];
    }),
    ...[...found.keys()]
      .filter((name) => !names.has(name))
      .map((object): PackProblem => ({ object, problem: 'left-over' })),
  ];
  const stamps = observed.flatMap(({ metadata }) => metadata.annotations?.[packVersionAnnotation] ?? []);
  return {
    state: stateOf(problems, expected.length),
    expected: version,
    found: stamps[0] ?? null,
    subjectPrefix: options.subjectPrefix,
    exemptGroups: [...options.exemptGroups],
    problems,
  };
}

function stateOf(problems: readonly PackProblem[], count: number): PackReport['state'] {
  if (problems.length === 0) return 'installed';
  return problems.filter(({ problem }) => problem === 'missing').length === count ? 'missing' : 'outdated';
}

/** How a report names an object: kind and name. */
export function packObjectName({ kind, metadata }: PackObject): string {
  return `${kind} ${metadata.name}`;
}

function asJson(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

function optionsOf(observed: readonly PackObject[]): PackOptions {
  const text = observed.map(({ metadata }) => metadata.annotations?.[packOptionsAnnotation]).find(Boolean);
  try {
    const options = JSON.parse(text ?? '') as Partial<PackOptions>;
    const { subjectPrefix, exemptGroups } = options;
    const isWhole =
      typeof subjectPrefix === 'string' &&
      Array.isArray(exemptGroups) &&
      exemptGroups.every((group) => typeof group === 'string');
    return isWhole ? { subjectPrefix, exemptGroups } : defaultPackOptions;
  } catch {
    return defaultPackOptions;
  }
}
