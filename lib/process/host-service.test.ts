import { Gauge } from 'prom-client';
import { expect, it } from 'vitest';
import { type Host, hostService } from './host-service.ts';

const where = { host: '127.0.0.1', metricsPort: 0 };

it('answers for its service: alive, ready or why not, metrics, and nothing else', async () => {
  let unready: string[] = [];
  let host: Host | undefined;
  const { metricsPort, stop } = await hostService(where, async (given) => {
    host = given;
    new Gauge({ name: 'bailiwick_test', help: 'A test', registers: [given.registry] }).set(7);
    return { unready: () => unready, stop: async () => undefined };
  });
  const get = async (path: string, method = 'GET') => {
    const response = await fetch(`http://127.0.0.1:${metricsPort}${path}`, { method });
    return [response.status, await response.text()];
  };
  expect(await get('/livez')).toEqual([200, 'ok\n']);
  expect(await get('/readyz?verbose')).toEqual([200, 'ok\n']);
  unready = ['the database has not answered for 9 s'];
  expect(await get('/readyz')).toEqual([503, 'the database has not answered for 9 s\n']);
  expect(await get('/livez')).toEqual([200, 'ok\n']);
  host?.watchdog.watch('sweep', -1);
  expect(await get('/livez')).toEqual([503, 'sweep has been stuck for 0 s\n']);
  expect(await get('/metrics')).toEqual([200, expect.stringMatching(/^bailiwick_test 7$/m)]);
  expect(await get('/metrics', 'HEAD')).toEqual([200, '']);
  expect(await get('/metrics', 'POST')).toEqual([405, 'only GET\n']);
  expect(await get('/')).toEqual([404, 'not found\n']);
  await stop();
  await expect(get('/livez')).rejects.toThrow();
});

it('is alive and not ready while the service starts and ends', async () => {
  const said: string[] = [];
  let ready = async (): Promise<void> => undefined;
  const service = await hostService(where, async ({ registry }) => {
    expect(await registry.metrics()).toContain('process_cpu_seconds_total');
    return { unready: () => [], stop: () => ready() };
  });
  ready = async () => {
    const at = `http://127.0.0.1:${service.metricsPort}`;
    for (const path of ['/livez', '/readyz']) said.push(await (await fetch(at + path)).text());
  };
  await service.stop();
  expect(said).toEqual(['ok\n', 'it is ending\n']);
});

it('leaves no server behind where the service can not begin', async () => {
  const failing = hostService(where, () => Promise.reject(new Error('no kubeconfig')));
  await expect(failing).rejects.toThrow('no kubeconfig');
});
