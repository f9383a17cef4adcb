import { submitRequest } from '#lib/services/request/submit-request.ts';
import { asWeb } from '../world/as-web.ts';
import type { World } from '../world/world.ts';

/** Asks for an environment that an admin has to decide about; answers the request's number. */
export async function pendingRequest({ people, urls, database }: World, slug: string): Promise<number> {
  const { quota, classVersion } = await database.environment.findFirstOrThrow({
    where: { teamId: people.teamId },
    include: { classVersion: true },
  });
  const payload = {
    slug,
    classSlug: people.classSlug,
    classVersion: classVersion.version,
    quota,
    lifetimeDays: null,
  };
  const asked = { type: 'create-environment' as const, team: people.teamSlug, environment: null, payload };
  const { number, state } = await asWeb(urls.webUrl, async () =>
    submitRequest(await people.as('owner'), { ...asked, reason: 'The fault matrix.' }),
  );
  if (state !== 'pending') throw new Error(`Request #${number} is ${state}.`);
  return number;
}
