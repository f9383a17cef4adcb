import { loadActorById, systemActor } from '#lib/auth/load-actor.ts';
import type { Actor } from '#lib/auth/permissions.ts';
import type { Database } from '#lib/data/client.ts';
import type { RequestType } from '#lib/domain/requests/request.ts';
import { shippedClasses } from '#lib/domain/shipped-classes.ts';
import { ensureShippedClasses } from '#lib/services/class/ensure-shipped-classes.ts';
import { decideRequest } from '#lib/services/request/decide-request.ts';
import { submitRequest } from '#lib/services/request/submit-request.ts';
import { asWeb } from './as-web.ts';

/** A team with an owner and a developer, and an admin who decides; everything they do goes through the services. */
export interface People {
  teamId: string;
  teamSlug: string;
  ids: Record<'owner' | 'developer' | 'admin', string>;
  classSlug: string;
  /** Who may act now, with the roles as they are now. */
  as: (who: 'owner' | 'developer' | 'admin') => Promise<Actor>;
  /** Asks for a new environment and grants it. */
  approve: (slug: string) => Promise<{ id: string; namespace: string }>;
  /** Asks for another number of pods and grants it. */
  resize: (slug: string, pods: number) => Promise<void>;
  /** Asks for another version of the class and grants it. */
  upgrade: (slug: string, classVersion: number) => Promise<void>;
  /** Asks for its end and grants it; the grace period of the class begins. */
  remove: (slug: string) => Promise<void>;
}

const classSlug = 'qa';

/** Settles a team with that slug in an empty database. */
export async function settle(database: Database, webUrl: string, teamSlug: string): Promise<People> {
  const person = async (name: string, siteRole: string | null) => {
    const data = { issuer: 'https://id.test', subject: `${teamSlug}-${name}`, name, siteRole };
    return (await database.user.create({ data })).id;
  };
  const ids = {
    owner: await person('owner', null),
    developer: await person('developer', null),
    admin: await person('admin', 'admin'),
  };
  const create = (['owner', 'developer'] as const).map((role) => ({ userId: ids[role], role }));
  const { id: teamId } = await database.team.create({
    data: { slug: teamSlug, name: teamSlug, budget: {}, memberships: { create } },
  });
  await asWeb(webUrl, () => ensureShippedClasses(systemActor('faults')));

  const as: People['as'] = async (who) => {
    const actor = await loadActorById(ids[who], 'faults');
    if (actor === null) throw new Error(`The ${who} may not act.`);
    return actor;
  };
  const grant = (slug: string | null, type: RequestType, payload: object) =>
    asWeb(webUrl, async () => {
      const about = { type, team: teamSlug, environment: slug, payload: { ...payload } };
      const request = await submitRequest(await as('owner'), { ...about, reason: 'The fault matrix.' });
      const { number, version, state } = request;
      if (state === 'pending')
        await decideRequest(await as('admin'), { number, version, verdict: 'approved', reason: 'Yes.' });
    });
  const live = (slug: string) =>
    database.environment.findFirstOrThrow({ where: { teamId, slug, finalizedAt: null } });
  return {
    teamId,
    teamSlug,
    classSlug,
    ids,
    as,
    approve: async (slug) => {
      const { version, quota, lifetimeDays } = await currentClass(database);
      const payload = { slug, classSlug, classVersion: version, quota, lifetimeDays };
      await grant(null, 'create-environment', payload);
      const where = { teamId, slug, finalizedAt: null };
      return database.environment.findFirstOrThrow({ where, select: { id: true, namespace: true } });
    },
    resize: async (slug, pods) => {
      const { quota, generation } = await live(slug);
      const bigger = { ...(quota as object), pods: String(pods) };
      await grant(slug, 'resize-environment', { quota: bigger, generation });
    },
    upgrade: async (slug, classVersion) => {
      const { generation } = await live(slug);
      await grant(slug, 'upgrade-environment', { classVersion, generation });
    },
    remove: async (slug) => {
      const { generation } = await live(slug);
      await grant(slug, 'delete-environment', { generation });
    },
  };
}

async function currentClass(database: Database) {
  const { version } = await database.environmentClassVersion.findFirstOrThrow({
    where: { class: { slug: classSlug } },
    orderBy: { version: 'desc' },
  });
  const spec = shippedClasses.find(({ slug }) => slug === classSlug)?.spec;
  if (spec === undefined) throw new Error(`There is no class ${classSlug}.`);
  const quota = Object.fromEntries(Object.entries(spec.quota).map(([key, bounds]) => [key, bounds.default]));
  return { version, quota, lifetimeDays: spec.lifetimeDays };
}
