import { listParams, type SearchParams } from '#components/lists/list-params.ts';
import { RuleForm } from '#components/rules/rule-form.tsx';
import { ruleValues } from '#components/rules/rule-form-values.ts';
import { Card } from '#components/ui/card.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { orNotFound } from '#lib/auth/or-not-found.ts';
import { getRules } from '#lib/services/rules/get-rules.ts';
import { getSimulation } from '#lib/services/rules/get-simulation.ts';
import { requirePermission, titleFor } from '../../require-permission.ts';
import { simulate } from '../actions.ts';

export const generateMetadata = titleFor('rules:update', 'Change rules');

export default async function EditRulesPage({ searchParams }: { searchParams: SearchParams }) {
  const [actor, { from }] = await Promise.all([requirePermission('rules:update'), listParams(searchParams)]);
  const { version, rules } = await getRules(actor);
  const tried = from ? await orNotFound(getSimulation(actor, { simulation: from })) : null;
  // What was tried on an older version must not hide what was switched on since.
  const begin = tried?.isCurrent ? tried.rules : rules;
  return (
    <>
      <PageHeader
        title="Change rules"
        meta={version === 0 ? 'From what Bailiwick comes with' : `From v${version}`}
      />
      <Card
        title="Rules in their order"
        description="The first that fits decides. All conditions of a rule have to hold; what stays empty is none. Nothing changes before you have seen what it would have done and switch it on."
      >
        <RuleForm values={ruleValues(begin)} submit={simulate.bind(null, version)} />
      </Card>
    </>
  );
}
