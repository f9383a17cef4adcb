import type { Actor } from '#lib/auth/permissions.ts';
import { findActor } from '#lib/data/actors/find-actor.ts';
import { type Database, openDatabase } from '#lib/data/client.ts';
import { defaultGuardrails } from '#lib/domain/default-guardrails.ts';
import type { ClassSpec, ResourceAmounts } from '#lib/domain/environment-class.ts';
import { AppError } from '#lib/domain/error.ts';
import type { SiteRole, TeamRole } from '#lib/domain/role.ts';

/** A class with three keys, so that tests stay readable. */
export function classSpec(over: Partial<ClassSpec> = {}): ClassSpec {
  const amounts = { cpu: '100m', memory: '128Mi', 'ephemeral-storage': '1Gi' };
  return {
    description: 'For tests',
    stage: 'dev',
    quota: {
      'requests.cpu': { default: '2', min: '500m', max: '16' },
      'requests.memory': { default: '4Gi', min: '512Mi', max: '64Gi' },
      pods: { default: '10', min: '1', max: '50' },
    },
    containerDefaults: { requests: amounts, limits: amounts },
    containerMax: { cpu: '4', memory: '8Gi', 'ephemeral-storage': '10Gi' },
    podSecurity: { level: 'restricted', version: 'v1.36' },
    networkProfile: 'isolated',
    guardrails: defaultGuardrails,
    roles: { owner: 'bailiwick-admin', developer: 'bailiwick-developer', viewer: 'bailiwick-viewer' },
    lifetimeDays: null,
    deleteGraceMinutes: 60,
    approval: 'one-admin',
    ...over,
  };
}

export const smallQuota: ResourceAmounts = { 'requests.cpu': '2', 'requests.memory': '4Gi', pods: '10' };

/** People, a team and classes in a database of their own, used with the rights of the web server. */
export interface World {
  database: Database;
  /** The person with the roles as they are now. */
  actor: (name: string) => Promise<Actor>;
  userId: (name: string) => string;
  teamId: string;
  addPerson: (name: string, siteRole?: SiteRole) => Promise<string>;
  addTeam: (slug: string, budget: ResourceAmounts, members: Record<string, TeamRole>) => Promise<string>;
  addClass: (slug: string, ...specs: ClassSpec[]) => Promise<void>;
  end: () => Promise<void>;
}

export async function createWorld(test: { webUrl: string; drop: () => Promise<void> }): Promise<World> {
  const database = openDatabase(test.webUrl);
  const ids = new Map<string, string>();
  const userId = (name: string) => {
    const id = ids.get(name);
    if (id === undefined) throw new Error(`There is no ${name} in this world.`);
    return id;
  };
  const addPerson = async (name: string, siteRole?: SiteRole) => {
    const data = { issuer: 'https://id.test', subject: name, name, siteRole: siteRole ?? null };
    const { id } = await database.user.create({ data });
    ids.set(name, id);
    return id;
  };
  const addTeam = async (slug: string, budget: ResourceAmounts, members: Record<string, TeamRole>) => {
    const create = Object.entries(members).map(([name, role]) => ({ userId: userId(name), role }));
    const data = { slug, name: slug, budget, memberships: { create } };
    return (await database.team.create({ data })).id;
  };
  const addClass = async (slug: string, ...specs: ClassSpec[]) => {
    const create = specs.map((spec, index) => ({ version: index + 1, spec }));
    await database.environmentClass.create({ data: { slug, name: slug, versions: { create } } });
  };
  const actor = async (name: string): Promise<Actor> => {
    const found = await findActor(userId(name));
    if (found === null) throw new Error(`${name} may not sign in.`);
    return { ...found, requestId: 'test' };
  };
  for (const name of ['olga', 'dev', 'vera', 'stranger']) await addPerson(name);
  for (const name of ['ada', 'alan']) await addPerson(name, 'admin');
  const budget = { 'requests.cpu': '20', 'requests.memory': '64Gi' };
  const teamId = await addTeam('payments', budget, { olga: 'owner', dev: 'developer', vera: 'viewer' });
  await addTeam('search', budget, { stranger: 'owner' });
  await addClass('prod', classSpec());
  await addClass('dev', classSpec({ approval: 'automatic-within-budget' }));
  await addClass('preview', classSpec({ lifetimeDays: 14, deleteGraceMinutes: 0 }));
  const end = async () => {
    await database.$disconnect();
    await test.drop();
  };
  return { database, actor, userId, teamId, addPerson, addTeam, addClass, end };
}

/** Code, and the message of the field, or of the whole where no field is to blame. */
export async function refusal(work: Promise<unknown>, field: string): Promise<string> {
  try {
    await work;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return `${error.code} ${field === '' ? error.message : error.fieldErrors[field]}`;
  }
  return 'was accepted';
}
