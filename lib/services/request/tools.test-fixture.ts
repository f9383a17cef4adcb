import type { RequestType } from '#lib/domain/requests/request.ts';
import { decideRequest } from './decide-request.ts';
import { submitRequest } from './submit-request.ts';
import { smallQuota, type World } from './world.test-fixture.ts';

/** What tests of requests say again and again. The world is asked for late: it is made before the first test. */
export function requestTools(worldNow: () => World) {
  const ask = async (
    who: string,
    type: RequestType,
    payload: object,
    environmentSlug: string | null = null,
  ) =>
    submitRequest(await worldNow().actor(who), {
      type,
      team: type === 'create-team' ? null : 'payments',
      environment: environmentSlug,
      payload: { ...payload },
      reason: `because of ${type}`,
    });
  const approve = async (number: number, who = 'ada') =>
    decideRequest(await worldNow().actor(who), { number, version: 1, verdict: 'approved', reason: 'Fine.' });
  const environment = (slug: string) =>
    worldNow().database.environment.findFirstOrThrow({
      where: { teamId: worldNow().teamId, slug, finalizedAt: null },
      include: { classVersion: true },
    });
  const actionsOn = async (number: number) => {
    const rows = await worldNow().database.auditEvent.findMany({
      where: { objectName: `#${number}` },
      orderBy: { id: 'asc' },
    });
    return rows.map(({ action }) => action);
  };
  const create = (slug: string, classSlug = 'prod', over: object = {}) => ({
    slug,
    classSlug,
    classVersion: 1,
    quota: smallQuota,
    lifetimeDays: null,
    ...over,
  });
  return { ask, approve, environment, actionsOn, create };
}
