import { afterAll, beforeAll, expect, test } from 'vitest';
import { requestTools } from '#lib/services/request/tools.test-fixture.ts';
import { createWorld, type World } from '#lib/services/request/world.test-fixture.ts';
import { startTracing, stopTracing, traced, tracer } from '#lib/trace/trace.ts';
import { type ProvisionerStage, setStage } from '#tools/test/provisioner.ts';
import { startTraceReceiver } from '#tools/test/trace-receiver.ts';

let stage: ProvisionerStage;
let world: World;
const { ask, approve, environment, create } = requestTools(() => world);
beforeAll(async () => {
  stage = await setStage();
  world = await createWorld({ webUrl: stage.webUrl, drop: async () => undefined });
});
afterAll(async () => {
  await stopTracing();
  await world.end();
  await stage.close();
});

test('one trace leads from the click on Approve to Ready; before and after it nothing is traced', async () => {
  const { number } = await ask('dev', 'create-environment', create('traced'));
  const receiver = await startTraceReceiver();
  const headers = { authorization: 'Bearer of-the-receiver' };
  await stage.start();
  await startTracing('web', { endpoint: receiver.endpoint, headers, serviceName: undefined }, (error) => {
    throw error;
  });
  await traced('action decideRequest', { kind: 'server' }, () => approve(number));
  const { id } = await environment('traced');
  await stage.untilCondition(id, 'Ready', 'True');
  const named = (name: string) => receiver.spans.filter((span) => span.name === name);
  const readyPass = () =>
    named('pass').find(({ attributes }) =>
      attributes.some(({ key, value }) => key === 'bailiwick.became_ready' && value.boolValue === true),
    );
  const arrived = async () => {
    await tracer()?.flush();
    return readyPass();
  };
  await expect.poll(arrived).toBeDefined();

  const [action] = named('action decideRequest');
  expect(new Set(receiver.spans.map(({ traceId }) => traceId))).toEqual(new Set([action?.traceId]));
  expect(action).toMatchObject({ parentSpanId: '', kind: 2, service: 'bailiwick-web' });
  // More than one where a pass could not be saved and was done again.
  expect(named('queue wait')[0]).toMatchObject({ parentSpanId: action?.spanId, kind: 1 });
  const passes = named('pass');
  for (const pass of passes) expect(pass).toMatchObject({ parentSpanId: action?.spanId, kind: 5 });
  for (const name of ['create namespaces', 'create resourcequotas']) {
    const [call] = named(name);
    expect(passes.map(({ spanId }) => spanId)).toContain(call?.parentSpanId);
    expect(call?.attributes).toContainEqual({
      key: 'http.response.status_code',
      value: { stringValue: '201' },
    });
  }
  for (const { startTimeUnixNano, endTimeUnixNano } of receiver.spans)
    expect(BigInt(endTimeUnixNano)).toBeGreaterThanOrEqual(BigInt(startTimeUnixNano));
  expect(new Set(receiver.authorizations)).toEqual(new Set(['Bearer of-the-receiver']));

  await stopTracing();
  const count = receiver.spans.length;
  await world.database.$executeRaw`UPDATE environment SET generation = generation + 1 WHERE id = ${id}::uuid`;
  await expect.poll(async () => (await stage.status(id)).observedGeneration).toBe(2);
  expect(receiver.spans.length).toBe(count);
  await receiver.stop();
});
