import type { Metadata } from 'next';
import { budgetKeys } from '#components/admin/budget-keys.ts';
import { NewTeamForm } from '#components/admin/team-forms.tsx';
import { Card } from '#components/ui/card.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { listClasses } from '#lib/services/class/list-classes.ts';
import { listUsers } from '#lib/services/user/list-users.ts';
import { requirePermission } from '../../require-permission.ts';
import { createTeam } from '../actions.ts';

export const metadata: Metadata = { title: 'Create team' };

export default async function NewTeamPage() {
  const actor = await requirePermission('team:create');
  const [classes, people] = await Promise.all([
    listClasses(actor, {}),
    listUsers(actor, { state: 'active', pageSize: 100 }),
  ]);
  return (
    <>
      <PageHeader title="Create team" />
      <Card>
        <NewTeamForm people={people.items} budgetKeys={budgetKeys(classes)} submit={createTeam} />
      </Card>
    </>
  );
}
