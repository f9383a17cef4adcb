import { AppError } from '#lib/domain/error.ts';
import type { TeamRole } from '#lib/domain/role.ts';
import { addMapping } from '#lib/services/identity/add-mapping.ts';
import { listMappings } from '#lib/services/identity/list-mappings.ts';
import { createTeam } from '#lib/services/team/create-team.ts';
import { getTeam } from '#lib/services/team/get-team.ts';
import { setMember } from '#lib/services/team/set-member.ts';
import type { Login, People } from './people.ts';

interface DemoTeam {
  slug: string;
  name: string;
  costCentre: string;
  budget: Record<string, string>;
  members: [Login, TeamRole][];
}

const teams: DemoTeam[] = [
  {
    slug: 'payments',
    name: 'Payments',
    costCentre: 'CC-4711',
    budget: budgetOf('12', '24', '32Gi', '64Gi', '200Gi', '160'),
    members: [
      ['dana', 'owner'],
      ['eli', 'developer'],
      ['vera', 'viewer'],
    ],
  },
  {
    slug: 'search',
    name: 'Search',
    costCentre: 'CC-0815',
    budget: budgetOf('8', '16', '20Gi', '40Gi', '120Gi', '100'),
    members: [
      ['sam', 'owner'],
      ['tara', 'developer'],
    ],
  },
];

function budgetOf(
  cpu: string,
  cpuLimit: string,
  memory: string,
  memoryLimit: string,
  storage: string,
  pods: string,
) {
  return {
    'requests.cpu': cpu,
    'limits.cpu': cpuLimit,
    'requests.memory': memory,
    'limits.memory': memoryLimit,
    'requests.storage': storage,
    pods,
  };
}

/** Creates the two teams with their members, as the admin does; what is there already stays as it is. */
export async function createTeams(as: People, idOf: (login: Login) => string): Promise<void> {
  const admin = await as('alex');
  for (const { members, ...team } of teams) {
    const there = await getTeam(admin, { team: team.slug }).catch(notThere);
    if (there === null) await createTeam(admin, team);
    for (const [login, role] of members)
      await setMember(admin, { team: team.slug, userId: idOf(login), role });
  }
}

/** Lets a group of the local identity provider give a role, beside the ones that the admin gave by hand. */
export async function mapGroups(as: People): Promise<void> {
  const admin = await as('alex');
  const there = await listMappings(admin);
  const mapping = { group: 'team-search', team: 'search', role: 'viewer' } as const;
  if (!there.some(({ group }) => group === mapping.group)) await addMapping(admin, mapping);
}

function notThere(error: unknown): null {
  if (error instanceof AppError && error.code === 'NOT_FOUND') return null;
  throw error;
}
