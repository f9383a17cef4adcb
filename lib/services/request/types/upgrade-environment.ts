import { findClassVersion } from '#lib/data/request/context-rows.ts';
import { AppError, type FieldErrors } from '#lib/domain/error.ts';
import { checkQuota } from '#lib/domain/requests/quota.ts';
import { applyChange, changeableEnvironment, stateOf, stricterRule } from '../environment-context.ts';
import type { RequestHandler } from '../handler.ts';

/** A newer version of the class; amounts stay where the new version allows them, new keys get its defaults. */
export const upgradeEnvironment: RequestHandler<'upgrade-environment'> = {
  about: 'environment',
  ask: 'environment:request',
  decide: 'request:decide-environment',
  deciders: 'An admin decides.',
  title: ({ classVersion }, team, environment) => `Upgrade ${team}-${environment} to version ${classVersion}`,

  async validate(tx, context, payload) {
    const environment = changeableEnvironment(context, payload.generation);
    const current = environment.class;
    const problems: FieldErrors = {};
    const next = await findClassVersion(tx, current.classSlug, payload.classVersion);
    if (next === null) problems.classVersion = 'This version does not exist.';
    else if (next.version <= current.version)
      problems.classVersion = `The environment has version ${current.version} already.`;
    else if (next.archivedAt !== null) problems.classVersion = `The class ${next.className} is archived.`;
    else if (context.mode === 'submit' && next.version !== next.newestVersion)
      problems.classVersion = `There is a newer version: ${next.newestVersion}. Reload the page to see it.`;
    const before = stateOf(environment);
    const target = next ?? current;
    const kept = Object.entries(target.spec.quota).map(([key, bounds]) => [
      key,
      environment.quota[key] ?? bounds.default,
    ]);
    const { quota, problems: misfits } = checkQuota(Object.fromEntries(kept), target.spec.quota);
    for (const [field, problem] of Object.entries(misfits))
      problems.classVersion ??= `Resize first, ${field.slice('quota.'.length)} does not fit version ${target.version}: ${problem}`;
    const approval = stricterRule(current.spec.approval, target.spec.approval);
    return { payload, problems, before, after: { ...before, class: target, quota }, approval };
  },

  async apply(tx, { context, assessment }) {
    const { before, after } = assessment;
    if (before === null || after === null)
      throw new AppError('CONFLICT', 'The environment can no longer be upgraded.');
    const change = { classVersionId: after.class.versionId, quota: after.quota };
    const told = {
      before: { version: before.class.version, quota: before.quota },
      after: { version: after.class.version, quota: after.quota },
    };
    return applyChange(tx, context, 'environment.upgrade', change, told);
  },
};
