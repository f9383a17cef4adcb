import type { CorpusCase } from './bodies.test-fixture.ts';
import { elsewhere } from './elsewhere.test-fixture.ts';
import { rules } from './rules.test-fixture.ts';
import { sizes } from './sizes.test-fixture.ts';

/** Every refusal that the tests ask the API server for. */
export const corpus: readonly CorpusCase[] = [...sizes, ...rules, ...elsewhere];
