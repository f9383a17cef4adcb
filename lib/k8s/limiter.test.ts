import { expect, it } from 'vitest';
import { createLimiter } from './limiter.ts';

const patient = new AbortController().signal;

it('lets as many begin as the limit says, the next when one leaves', async () => {
  const limiter = createLimiter(2);
  await Promise.all([limiter.enter(false, patient), limiter.enter(false, patient)]);
  const third = limiter.enter(false, patient);
  expect(limiter.state()).toMatchObject({ running: 2, waiting: 1 });
  limiter.leave(false, 0);
  await third;
  expect(limiter.state()).toMatchObject({ running: 2, waiting: 0 });
});

it('is halved once for all that were under way, and grows by one a round', async () => {
  let time = 0;
  const limiter = createLimiter(16, () => time);
  for (let count = 0; count < 4; count += 1) await limiter.enter(false, patient);
  time = 10;
  for (let count = 0; count < 4; count += 1) limiter.leave(true, 5);
  expect(limiter.state().limit).toBe(8);
  for (let count = 0; count < 9; count += 1) {
    await limiter.enter(false, patient);
    limiter.leave(false, 20);
  }
  expect(limiter.state().limit).toBeGreaterThan(8.9);
  expect(limiter.state().limit).toBeLessThan(9.2);
  for (let count = 0; count < 40; count += 1) {
    time += 1;
    await limiter.enter(false, patient);
    limiter.leave(true, time);
  }
  expect(limiter.state().limit).toBe(1);
});

it('serves the urgent lane first, also beyond the limit and while paused', async () => {
  const limiter = createLimiter(1);
  await limiter.enter(false, patient);
  limiter.pause(60_000);
  const order: string[] = [];
  const normal = new AbortController();
  const refused = limiter.enter(false, normal.signal).catch(() => order.push('gave up'));
  await limiter.enter(true, patient).then(() => order.push('urgent'));
  limiter.leave(false, 0);
  limiter.leave(false, 0);
  expect(limiter.state()).toMatchObject({ running: 0, waiting: 1 });
  normal.abort();
  await refused;
  expect(order).toEqual(['urgent', 'gave up']);
  expect(limiter.state()).toMatchObject({ running: 0, waiting: 0 });
});

it('goes on by itself after a pause', async () => {
  const limiter = createLimiter(1);
  const began = performance.now();
  limiter.pause(30);
  await limiter.enter(false, patient);
  expect(performance.now() - began).toBeGreaterThanOrEqual(29);
});
