import { findCondition } from '#lib/domain/condition.ts';
import type { ClassSpec } from '#lib/domain/environment-class.ts';
import { createClassVersion } from '#lib/services/class/create-class-version.ts';
import { setMember } from '#lib/services/team/set-member.ts';
import { asWeb } from '../world/as-web.ts';
import { conditionsOf } from '../world/conditions-of.ts';
import type { World } from '../world/world.ts';

/** Something that people want of an environment, as rows. */
export interface Operation {
  name: 'create' | 'update' | 'delete';
  /** Writes the rows; answers the environment's id. `slug` is that of an environment that is Ready, or of a new one. */
  begin: (world: World, slug: string) => Promise<string>;
  isDone: (world: World, id: string) => Promise<boolean>;
}

const isReady = async (world: World, id: string) => {
  const { generation } = await world.database.environment.findUniqueOrThrow({ where: { id } });
  const status = await world.database.environmentStatus.findUniqueOrThrow({ where: { environmentId: id } });
  const ready = findCondition(await conditionsOf(world, id), 'Ready');
  return (
    status.observedGeneration === generation &&
    status.leaseOwner === null &&
    ready?.status === 'True' &&
    ready.observedGeneration === generation
  );
};

const create: Operation = {
  name: 'create',
  begin: async (world, slug) => (await world.people.approve(slug)).id,
  isDone: isReady,
};

/** A resize, another role for a member and an upgrade to a new version of the class: all in one pass. */
const update: Operation = {
  name: 'update',
  begin: async (world, slug) => {
    const { people } = world;
    const { id, quota } = await liveEnvironment(world, slug);
    const { pods = '0' } = quota as Record<string, string>;
    await people.resize(slug, pods === '21' ? 22 : 21);
    await otherRole(world);
    await people.upgrade(slug, await nextVersion(world));
    return id;
  },
  isDone: isReady,
};

/** The end of the grace period, too, so that it goes at once. */
const remove: Operation = {
  name: 'delete',
  begin: async (world, slug) => {
    await world.people.remove(slug);
    const { id } = await liveEnvironment(world, slug);
    await world.database.environment.update({ where: { id }, data: { deleteAfter: new Date(0) } });
    return id;
  },
  isDone: async (world, id) =>
    (await world.database.environment.findUniqueOrThrow({ where: { id } })).finalizedAt !== null,
};

/** In the order in which they are swept: an update concerns all environments of a team, so there is only one then. */
export const operations: readonly Operation[] = [update, create, remove];

function liveEnvironment({ database, people }: World, slug: string) {
  return database.environment.findFirstOrThrow({ where: { teamId: people.teamId, slug, finalizedAt: null } });
}

async function otherRole({ people, database, urls }: World): Promise<void> {
  const where = { userId: people.ids.developer, teamId: people.teamId };
  const { role } = await database.membership.findFirstOrThrow({ where });
  const next = { team: people.teamSlug, userId: people.ids.developer, role: other(role) };
  await asWeb(urls.webUrl, async () => setMember(await people.as('owner'), next));
}

function other(role: string): 'developer' | 'viewer' {
  return role === 'developer' ? 'viewer' : 'developer';
}

// Another default for containers is another LimitRange.
async function nextVersion({ people, database, urls }: World): Promise<number> {
  const {
    version,
    spec,
    class: own,
  } = await database.environmentClassVersion.findFirstOrThrow({
    where: { class: { slug: people.classSlug } },
    orderBy: { version: 'desc' },
    include: { class: true },
  });
  const before = spec as unknown as ClassSpec;
  const cpu = before.containerDefaults.requests.cpu === '110m' ? '100m' : '110m';
  const requests = { ...before.containerDefaults.requests, cpu };
  const next = { ...before, containerDefaults: { ...before.containerDefaults, requests } };
  await asWeb(urls.webUrl, async () =>
    createClassVersion(await people.as('admin'), { class: own.slug, baseVersion: version, spec: next }),
  );
  return version + 1;
}
