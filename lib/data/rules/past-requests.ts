import { type ClassSpec, classSpecSchema, type ResourceAmounts } from '#lib/domain/environment-class.ts';
import type { RequestPayload, RequestState, RequestType } from '#lib/domain/requests/request.ts';
import { ruledTypes } from '#lib/domain/rules/rule-choices.ts';
import type { Queryable } from '../client.ts';

/** A request about an environment as it was sent, with team and environment as they are now. */
export interface PastRequest {
  number: number;
  type: RequestType;
  state: RequestState;
  payload: RequestPayload;
  createdAt: Date;
  team: { id: string; slug: string; name: string; budget: ResourceAmounts };
  environment: { id: string; slug: string; quota: ResourceAmounts; class: ClassVersion } | null;
  /** Null where nobody decided. */
  decision: { byPerson: boolean } | null;
}

/** A version of a class with what it says. */
export interface ClassVersion {
  slug: string;
  version: number;
  spec: ClassSpec;
}

const withClass = { classVersion: { include: { class: { select: { slug: true } } } } } as const;

/** Requests that rules can grant, sent since then, the newest first. */
export async function listPastRequests(db: Queryable, since: Date, most: number): Promise<PastRequest[]> {
  const rows = await db.request.findMany({
    where: { type: { in: [...ruledTypes] }, createdAt: { gte: since }, teamId: { not: null } },
    orderBy: { number: 'desc' },
    take: most,
    include: { team: true, environment: { include: withClass }, decision: { select: { approverId: true } } },
  });
  return rows.flatMap(({ team, environment, decision, ...row }) => {
    if (team === null) return [];
    const past = {
      ...row,
      team: { ...team, budget: team.budget as ResourceAmounts },
      environment: environment === null ? null : { ...environment, ...quotaAndClass(environment) },
      decision: decision === null ? null : { byPerson: decision.approverId !== null },
    };
    return [past as unknown as PastRequest];
  });
}

function quotaAndClass(environment: {
  quota: unknown;
  classVersion: { version: number; spec: unknown; class: { slug: string } };
}) {
  const { version, spec, class: parent } = environment.classVersion;
  return {
    quota: environment.quota as ResourceAmounts,
    class: { slug: parent.slug, version, spec: classSpecSchema.parse(spec) },
  };
}

/** All versions of all classes, archived ones too. */
export async function listClassVersions(db: Queryable): Promise<ClassVersion[]> {
  const rows = await db.environmentClassVersion.findMany({ include: { class: { select: { slug: true } } } });
  return rows.map(({ version, spec, class: parent }) => ({
    slug: parent.slug,
    version,
    spec: classSpecSchema.parse(spec),
  }));
}

/** From when until when each environment of these teams lived; `finalizedAt` is null while it does. */
export async function listLifetimes(
  db: Queryable,
  teamIds: readonly string[],
): Promise<{ teamId: string; createdAt: Date; finalizedAt: Date | null }[]> {
  return db.environment.findMany({
    where: { teamId: { in: [...teamIds] } },
    select: { teamId: true, createdAt: true, finalizedAt: true },
  });
}

/** The short names of all teams, archived ones too. */
export async function listTeamSlugs(db: Queryable): Promise<string[]> {
  return (await db.team.findMany({ select: { slug: true } })).map(({ slug }) => slug);
}
