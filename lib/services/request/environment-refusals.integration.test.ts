import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestDatabase } from '#tools/test/database.ts';
import { create, createRefusingWorld, submitRaw } from './refusing-world.test-fixture.ts';
import { refusal, smallQuota, type World } from './world.test-fixture.ts';

let world: World;
beforeAll(async () => {
  world = await createRefusingWorld(await createTestDatabase());
});
afterAll(() => world.end());

const parsed = (who: string, input: unknown) => submitRaw(world, who, input);

const letters = 'Use lower-case letters and digits, and begin with a letter.';
const cpu = 'quota.requests.cpu';
const memory = 'quota.requests.memory';

describe('an environment is refused', () => {
  test.each<[string, object, string, string]>([
    ['no name', { slug: '' }, 'slug', 'Give the environment a name.'],
    ['blank name', { slug: '   ' }, 'slug', 'Give the environment a name.'],
    ['capitals', { slug: 'Prod' }, 'slug', letters],
    ['begins with a digit', { slug: '1st' }, 'slug', letters],
    ['underscore', { slug: 'a_b' }, 'slug', letters],
    ['not ASCII', { slug: 'prød' }, 'slug', letters],
    ['path', { slug: '../etc' }, 'slug', letters],
    [
      'hyphen',
      { slug: 'a-b' },
      'slug',
      'The name has no hyphen, so that the namespace always tells team and environment apart.',
    ],
    ['21 characters', { slug: 'a'.repeat(21) }, 'slug', 'The name has 20 characters at most.'],
    ['64 characters', { slug: 'a'.repeat(64) }, 'slug', 'At most 63 characters.'],
    ['reserved by the portal', { slug: 'new' }, 'slug', '“new” is reserved for the portal.'],
    [
      'reserved namespace',
      { slug: 'system' },
      'slug',
      'The namespace “payments-system” is reserved for the platform.',
    ],
    ['taken', { slug: 'live' }, 'slug', 'payments-live exists already, or its namespace is not gone yet.'],
    ['a number as name', { slug: 7 }, 'slug', 'This is missing or not text.'],
    ['no such class', { classSlug: 'gold' }, 'classSlug', 'This class does not exist. Choose another one.'],
    ['no such version', { classVersion: 9 }, 'classSlug', 'This class does not exist. Choose another one.'],
    ['version 0', { classVersion: 0 }, 'classVersion', 'At least 1.'],
    ['version 1.5', { classVersion: 1.5 }, 'classVersion', 'Give a whole number.'],
    ['archived class', { classSlug: 'old' }, 'classSlug', 'The class old is archived. Choose another one.'],
    [
      'older version',
      { classSlug: 'newer' },
      'classVersion',
      'The class newer has a newer version. Reload the page to see it.',
    ],
    [
      'text as amount',
      { quota: { ...smallQuota, 'requests.cpu': 'lots' } },
      cpu,
      'Write an amount like 500m or 2.',
    ],
    [
      'unit with a word',
      { quota: { ...smallQuota, 'requests.cpu': '2 cores' } },
      cpu,
      'Write an amount like 500m or 2.',
    ],
    ['comma', { quota: { ...smallQuota, 'requests.cpu': '1,5' } }, cpu, 'Write an amount like 500m or 2.'],
    [
      'not a number',
      { quota: { ...smallQuota, 'requests.cpu': 'NaN' } },
      cpu,
      'Write an amount like 500m or 2.',
    ],
    ['too little', { quota: { ...smallQuota, 'requests.cpu': '499m' } }, cpu, 'At least 0.5 CPU.'],
    ['negative', { quota: { ...smallQuota, 'requests.cpu': '-1' } }, cpu, 'At least 0.5 CPU.'],
    [
      'too much',
      { quota: { ...smallQuota, 'requests.cpu': '16001m' } },
      cpu,
      'At most 16 CPU in this class.',
    ],
    [
      'finer than Kubernetes',
      { quota: { ...smallQuota, 'requests.cpu': '1.0005' } },
      cpu,
      'CPU is granted in thousandths (1m) at the finest.',
    ],
    [
      'no unit of bytes',
      { quota: { ...smallQuota, 'requests.memory': '4GB' } },
      memory,
      'Write an amount like 512Mi or 4Gi.',
    ],
    [
      'a fraction of a byte',
      { quota: { ...smallQuota, 'requests.memory': '1073741824500m' } },
      memory,
      'Only whole numbers can be granted here.',
    ],
    [
      'more memory',
      { quota: { ...smallQuota, 'requests.memory': '65Gi' } },
      memory,
      'At most 64 GiB in this class.',
    ],
    [
      'more than a long can hold',
      { quota: { ...smallQuota, 'requests.memory': '9999999E' } },
      memory,
      'Write an amount like 512Mi or 4Gi.',
    ],
    [
      'half a pod',
      { quota: { ...smallQuota, pods: '500m' } },
      'quota.pods',
      'Only whole numbers can be granted here.',
    ],
    ['no pods', { quota: { ...smallQuota, pods: '0' } }, 'quota.pods', 'At least 1.'],
    [
      'a missing amount',
      { quota: { pods: '1', 'requests.memory': '4Gi' } },
      cpu,
      'Give an amount for CPU requests.',
    ],
    [
      'a key of no class',
      { quota: { ...smallQuota, 'limits.gpu': '1' } },
      'quota.limits.gpu',
      'The class grants no “limits.gpu”.',
    ],
    [
      'a number as amount',
      { quota: { ...smallQuota, pods: 5 } },
      'quota.pods',
      'This is missing or not text.',
    ],
    ['a list as quota', { quota: ['2'] }, 'quota', 'This is missing or not text.'],
    [
      'an endless amount',
      { quota: { ...smallQuota, pods: '1'.repeat(41) } },
      'quota.pods',
      'At most 40 characters.',
    ],
    ['no days', { lifetimeDays: 0 }, 'lifetimeDays', 'At least 1.'],
    ['eleven years', { lifetimeDays: 4015 }, 'lifetimeDays', 'At most 3650.'],
    [
      'never expires',
      { classSlug: 'preview' },
      'lifetimeDays',
      'Environments of this class expire. Give 14 days at most.',
    ],
    [
      'lives too long',
      { classSlug: 'preview', lifetimeDays: 15 },
      'lifetimeDays',
      'At most 14 days in this class.',
    ],
    [
      'an unknown field',
      { namespace: 'kube-system' },
      'namespace',
      'This kind of request has no such field.',
    ],
  ])('%s', async (_name, over, field, message) => {
    const payload = { ...create(), ...over };
    const work = parsed('dev', {
      type: 'create-environment',
      team: 'payments',
      environment: null,
      payload,
      reason: 'x',
    });
    expect(await refusal(work, field)).toBe(`INVALID_INPUT ${message}`);
  });
});
