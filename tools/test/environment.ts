import { randomBytes } from 'node:crypto';
import type { Database } from '#lib/data/client.ts';
import type { ClassSpec } from '#lib/domain/environment-class.ts';
import { shippedClasses } from '#lib/domain/shipped-classes.ts';

/** A team with an owner, and an approver from elsewhere. */
export interface TestTeam {
  teamId: string;
  teamSlug: string;
  ownerId: string;
  approverId: string;
  classVersionId: string;
  spec: ClassSpec;
}

/** An approved environment as the web tier leaves it for the provisioner. */
export interface TestEnvironment extends TestTeam {
  id: string;
  namespace: string;
}

/** Writes a team of its own with a class version, by rows: for tests that are not about services. */
export async function addTeam(database: Database, changes: Partial<ClassSpec> = {}): Promise<TestTeam> {
  const teamSlug = `t${randomBytes(5).toString('hex')}`;
  const shipped = shippedClasses.find(({ slug }) => slug === 'qa');
  if (!shipped) throw new Error('There is no class qa.');
  const spec: ClassSpec = { ...shipped.spec, ...changes };
  const person = (name: string) =>
    database.user.create({ data: { issuer: 'https://issuer.test', subject: `${teamSlug}-${name}`, name } });
  const [owner, approver] = await Promise.all([person('owner'), person('approver')]);
  const team = await database.team.create({ data: { slug: teamSlug, name: `Team ${teamSlug}`, budget: {} } });
  await database.membership.create({ data: { userId: owner.id, teamId: team.id, role: 'owner' } });
  const created = await database.environmentClass.create({
    data: { slug: `c${teamSlug}`, name: 'Test', versions: { create: { version: 1, spec } } },
    include: { versions: true },
  });
  const [version] = created.versions;
  if (!version) throw new Error('The class has no version.');
  const ids = { teamId: team.id, ownerId: owner.id, approverId: approver.id, classVersionId: version.id };
  return { ...ids, teamSlug, spec };
}

/** Writes one approved environment of the team. */
export async function addEnvironment(
  database: Database,
  team: TestTeam,
  slug = `e${randomBytes(4).toString('hex')}`,
): Promise<TestEnvironment> {
  const namespace = `${team.teamSlug}-${slug}`;
  const quota = Object.fromEntries(
    Object.entries(team.spec.quota).map(([key, bounds]) => [key, bounds.default]),
  );
  const { id } = await database.environment.create({
    data: {
      teamId: team.teamId,
      slug,
      namespace,
      classVersionId: team.classVersionId,
      quota,
      purpose: 'A test.',
      requestedBy: team.ownerId,
      approvedBy: team.approverId,
    },
    select: { id: true },
  });
  return { ...team, id, namespace };
}
