import { budgetKeys } from '#components/admin/budget-keys.ts';
import { NewTeamForm } from '#components/admin/team-forms.tsx';
import { Card } from '#components/ui/card.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { listQuotaKeys } from '#lib/services/capacity/list-quota-keys.ts';
import { listClasses } from '#lib/services/class/list-classes.ts';
import { listUsers } from '#lib/services/user/list-users.ts';
import { requirePermission, titleFor } from '../../require-permission.ts';
import { createTeam } from '../actions.ts';

export const generateMetadata = titleFor('team:create', 'Create team');

export default async function NewTeamPage() {
  const actor = await requirePermission('team:create');
  const [classes, people, offered] = await Promise.all([
    listClasses(actor, {}),
    listUsers(actor, { state: 'active', pageSize: 100 }),
    listQuotaKeys(actor),
  ]);
  return (
    <>
      <PageHeader title="Create team" />
      <Card>
        <NewTeamForm
          people={people.items}
          budgetKeys={budgetKeys(classes)}
          offered={offered}
          submit={createTeam}
        />
      </Card>
    </>
  );
}
