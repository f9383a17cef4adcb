import { expect, test } from 'vitest';
import { AppError } from '#lib/domain/error.ts';
import { contend, type Ending } from './contend.ts';
import { referee } from './referee.ts';

const won: Ending = { kind: 'won', wasUnsure: false };
const late: Ending = { kind: 'late', wasUnsure: false };
const lateAfterAll: Ending = { kind: 'late', wasUnsure: true };
const unsure: Ending = { kind: 'unsure', wasUnsure: true };
const surprised: Ending = { kind: 'surprised', wasUnsure: false, told: 'Error: what?' };

test.each<[string, Ending[], number, string[]]>([
  ['one wins and the others are late', [won, late, late], 1, []],
  ['two win', [won, won], 2, ['the database knows of 2 winners', '2 of 2 won']],
  ['two are told so', [won, won], 1, ['2 of 2 won']],
  ['nobody wins', [late, late], 0, ['the database knows of 0 winners', '0 of 2 won']],
  ['one wins and nobody told him', [late, late], 1, ['0 of 2 won']],
  ['the answer of the winner is lost', [lateAfterAll, late], 1, []],
  ['nobody is answered and nothing happens', [unsure, unsure], 0, []],
  ['nobody is answered and one has won', [unsure, unsure], 1, []],
  [
    'somebody is late and nobody has won',
    [unsure, late],
    0,
    ['the database knows of 0 winners', '0 of 2 won'],
  ],
  ['somebody is told something else', [won, surprised], 1, ['somebody was told: Error: what?']],
])('%s', (_title, endings, wins, wrong) => {
  expect(referee(endings, { wins, wrong: [] }).wrong).toEqual(wrong);
});

test('what the database has half done is wrong, whoever won', () => {
  expect(referee([won, late], { wins: 1, wrong: ['half'] }).wrong).toEqual(['half']);
  expect(referee([unsure], { wins: 0, wrong: ['half'] }).wrong).toEqual(['half']);
});

const refuse = (code: ConstructorParameters<typeof AppError>[0]) => () =>
  Promise.reject(new AppError(code, code));
const inTurn = (...clicks: (() => Promise<unknown>)[]) => {
  const left = [...clicks];
  return () => left.shift()?.() ?? Promise.resolve();
};

test('who gets no answer looks again, and may find that he had won', async () => {
  const losers = ['CONFLICT'];
  expect(await contend(inTurn(refuse('UNAVAILABLE')), losers)).toEqual({ kind: 'won', wasUnsure: true });
  expect(await contend(inTurn(refuse('UNAVAILABLE'), refuse('STALE')), losers)).toEqual(lateAfterAll);
  expect(await contend(inTurn(refuse('CONFLICT')), losers)).toEqual(late);
  expect(await contend(refuse('UNAVAILABLE'), losers)).toEqual(unsure);
  expect(await contend(refuse('STALE'), losers)).toMatchObject({ kind: 'surprised' });
});
