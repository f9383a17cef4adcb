import { findClassVersion, hasLiveEnvironment } from '#lib/data/request/context-rows.ts';
import { insertEnvironment } from '#lib/data/request/write-environment.ts';
import { AppError, type FieldErrors } from '#lib/domain/error.ts';
import { environmentSlugProblem, namespaceName, namespaceProblem } from '#lib/domain/name.ts';
import { checkQuota, lifetimeProblem } from '#lib/domain/requests/quota.ts';
import { traceOf } from '#lib/trace/trace.ts';
import { activeTeam } from '../environment-context.ts';
import type { RequestHandler } from '../handler.ts';

const DAY = 86_400_000;

/** A new environment of a class for a team. */
export const createEnvironment: RequestHandler<'create-environment'> = {
  about: 'team',
  ask: 'environment:request',
  decide: 'request:decide-environment',
  deciders: 'An admin decides.',
  title: ({ slug, classSlug }, team) => `Create ${team}-${slug} (${classSlug})`,

  async validate(tx, context, payload) {
    const team = activeTeam(context);
    const problems: FieldErrors = {};
    const nameProblem =
      environmentSlugProblem(payload.slug) ?? namespaceProblem(`${team.slug}-${payload.slug}`);
    if (nameProblem !== null) problems.slug = nameProblem;
    else if (await hasLiveEnvironment(tx, team.id, payload.slug))
      problems.slug = `${team.slug}-${payload.slug} exists already, or its namespace is not gone yet.`;
    const row = await findClassVersion(tx, payload.classSlug, payload.classVersion);
    if (row === null) problems.classSlug = 'This class does not exist. Choose another one.';
    else if (row.archivedAt !== null)
      problems.classSlug = `The class ${row.className} is archived. Choose another one.`;
    else if (context.mode === 'submit' && row.version !== row.newestVersion)
      problems.classVersion = `The class ${row.className} has a newer version. Reload the page to see it.`;
    const refused = { payload, problems, before: null, after: null, approval: 'one-admin' as const };
    if (row === null) return refused;
    const { quota, problems: quotaProblems } = checkQuota(payload.quota, row.spec.quota);
    Object.assign(problems, quotaProblems);
    const lifetime = lifetimeProblem(payload.lifetimeDays, row.spec.lifetimeDays);
    if (lifetime !== null) problems.lifetimeDays = lifetime;
    const canonical = { ...payload, quota };
    if (Object.keys(problems).length > 0) return { ...refused, payload: canonical };
    const expiresAt =
      payload.lifetimeDays === null ? null : new Date(context.now.getTime() + payload.lifetimeDays * DAY);
    const after = { slug: payload.slug, class: row, quota, expiresAt };
    return { payload: canonical, problems, before: null, after, approval: row.spec.approval };
  },

  async apply(tx, { context, assessment, reason, approverId }) {
    const team = activeTeam(context);
    const { after } = assessment;
    if (after === null) throw new AppError('CONFLICT', 'The environment can no longer be created.');
    const namespace = namespaceName(team.slug, after.slug);
    const id = await insertEnvironment(tx, {
      teamId: team.id,
      slug: after.slug,
      namespace,
      classVersionId: after.class.versionId,
      quota: after.quota,
      purpose: reason,
      requestedBy: context.requesterId,
      approvedBy: approverId,
      expiresAt: after.expiresAt,
      trace: traceOf(1),
    });
    return {
      link: { environmentId: id },
      audit: {
        action: 'environment.create',
        objectType: 'environment',
        objectId: id,
        objectName: namespace,
        after: { class: after.class.classSlug, version: after.class.version, quota: after.quota },
      },
    };
  },
};
