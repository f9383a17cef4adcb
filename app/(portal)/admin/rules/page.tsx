import { RuleHistory } from '#components/rules/rule-history.tsx';
import { RuleList } from '#components/rules/rule-list.tsx';
import { ButtonLink } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { may } from '#lib/auth/permissions.ts';
import { getRules } from '#lib/services/rules/get-rules.ts';
import { requirePermission, titleFor } from '../require-permission.ts';

export const generateMetadata = titleFor('rules:read', 'Approval rules');

export default async function RulesPage() {
  const actor = await requirePermission('rules:read');
  const { version, worded, history } = await getRules(actor);
  return (
    <>
      <PageHeader
        title="Approval rules"
        meta={version === 0 ? 'As Bailiwick comes' : `v${version} holds`}
        actions={
          <>
            <ButtonLink href="/admin/rules/simulation">Newest simulation</ButtonLink>
            {may(actor, 'rules:update') ? (
              <ButtonLink href="/admin/rules/edit" variant="primary">
                Change rules
              </ButtonLink>
            ) : null}
          </>
        }
      />
      <Card
        flush
        title="Which requests are granted at once"
        description="The first rule that fits decides; without one a person does. What is not known never fits, and no rule goes beyond a team’s budget or the bounds of a class."
      >
        <RuleList rules={worded} />
      </Card>
      <Card flush title="History">
        <RuleHistory versions={history} />
      </Card>
    </>
  );
}
