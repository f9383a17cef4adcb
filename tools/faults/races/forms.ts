import { shippedClasses } from '#lib/domain/shipped-classes.ts';
import { createClassVersion } from '#lib/services/class/create-class-version.ts';
import { updateTeam } from '#lib/services/team/update-team.ts';
import type { RaceKind } from './race.ts';

/** Several people save the form of a team that all of them opened before. */
export const staleTeamForm: RaceKind = async (world, name, random) => {
  await world.addTeam(name, {}, { dev: 'owner' });
  const who = ['ada', 'alan'] as const;
  const contenders = Array.from({ length: 2 + random.below(3) }, (_, index) => async () => {
    const input = { team: name, version: 1, name: `Name ${index}`, costCentre: null };
    return updateTeam(await world.actor(random.pick(who)), input);
  });
  return {
    contenders,
    losers: ['STALE'],
    judge: async () => {
      const { version, id } = await world.database.team.findUniqueOrThrow({ where: { slug: name } });
      const events = await world.database.auditEvent.count({ where: { teamId: id, action: 'team.update' } });
      const wins = version - 1;
      return { wins, wrong: events === wins ? [] : [`${wins} changes have ${events} audit events`] };
    },
  };
};

/** Several admins make the next version of a class out of the same one. */
export const staleClassForm: RaceKind = async (world, name, random) => {
  const [shipped] = shippedClasses;
  if (shipped === undefined) throw new Error('No class is shipped.');
  await world.addClass(name, shipped.spec);
  const contenders = Array.from({ length: 2 + random.below(2) }, (_, index) => async () => {
    const spec = { ...shipped.spec, description: `From ${index}` };
    return createClassVersion(await world.actor(index % 2 === 0 ? 'ada' : 'alan'), {
      class: name,
      baseVersion: 1,
      spec,
    });
  });
  return {
    contenders,
    losers: ['STALE'],
    judge: async () => {
      const versions = await world.database.environmentClassVersion.count({
        where: { class: { slug: name } },
      });
      const events = await world.database.auditEvent.count({
        where: { objectName: name, action: 'class.create-version' },
      });
      const wins = versions - 1;
      return { wins, wrong: events === wins ? [] : [`${wins} versions have ${events} audit events`] };
    },
  };
};
