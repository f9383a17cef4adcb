import { expect, it } from 'vitest';
import { createCredentialsCheck } from './credentials-check.ts';

const rest = { tls: {}, tlsVersion: 1, authorization: undefined };

it('warns once for each credential, and not while there is time', async () => {
  const said: unknown[] = [];
  let endsAt: number | null = Date.now() + 3_600_000;
  const connection = { access: () => Promise.resolve({ ...rest, endsAt }) };
  const check = createCredentialsCheck(connection, 600, { warn: (facts: unknown) => said.push(facts) });
  await check.look();
  expect([said.length, check.secondsLeft()]).toEqual([0, expect.closeTo(3_600, -1)]);
  endsAt = Date.now() + 60_000;
  await check.look();
  await check.look();
  expect(said).toHaveLength(1);
  endsAt = Date.now() - 60_000;
  await check.look();
  expect([said.length, check.secondsLeft()]).toEqual([2, expect.closeTo(-60, -1)]);
  endsAt = null;
  await check.look();
  expect([said.length, check.secondsLeft()]).toEqual([2, null]);
});
