import { recordFigure } from '#tools/test/figures.ts';
import { test } from '../fixtures/test.ts';

/** Tells the summary of a run how many tests of this file passed, each of them an attack. */
export function countRefused(name: string): void {
  let refused = 0;
  test.afterEach(() => {
    if (test.info().status === 'passed') refused += 1;
  });
  test.afterAll(() => recordFigure(name, refused));
}
