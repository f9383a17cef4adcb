import type { Metadata } from 'next';
import { cache } from 'react';
import { budgetKeys } from '#components/admin/budget-keys.ts';
import { BudgetForm, EditTeamForm } from '#components/admin/team-forms.tsx';
import { StatusBadge } from '#components/ui/badge.tsx';
import { ButtonLink, TextLink } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx';
import { KeyValue } from '#components/ui/key-value.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { orNotFound } from '#lib/auth/or-not-found.ts';
import { may } from '#lib/auth/permissions.ts';
import type { TeamView } from '#lib/domain/views.ts';
import { listQuotaKeys } from '#lib/services/capacity/list-quota-keys.ts';
import { listClasses } from '#lib/services/class/list-classes.ts';
import { getTeam } from '#lib/services/team/get-team.ts';
import { requirePermission } from '../../require-permission.ts';
import { archiveTeam, setBudget, updateTeam } from '../actions.ts';

type AdminTeamPageProps = { params: Promise<{ team: string }> };

export async function generateMetadata({ params }: AdminTeamPageProps): Promise<Metadata> {
  const { team } = await load((await params).team);
  return { title: `Team ${team.name}` };
}

const load = cache(async (slug: string) => {
  const actor = await requirePermission('cluster:read');
  return { actor, team: await orNotFound(getTeam(actor, { team: slug })) };
});

export default async function AdminTeamPage({ params }: AdminTeamPageProps) {
  const { actor, team } = await load((await params).team);
  const [classes, offered] = await Promise.all([
    listClasses(actor, { archived: true }),
    listQuotaKeys(actor),
  ]);
  const editable = team.archivedAt === null && may(actor, 'team:update');
  return (
    <>
      <PageHeader
        title={team.name}
        status={team.archivedAt === null ? null : <StatusBadge tone="neutral" label="Archived" />}
        meta={<span className="font-mono">{team.slug}</span>}
        actions={
          <>
            <ButtonLink href={`/teams/${team.slug}`}>Open team page</ButtonLink>
            <ButtonLink href={`/teams/${team.slug}/members`}>Members</ButtonLink>
            {editable ? <ArchiveButton team={team} /> : null}
          </>
        }
      />
      <Card title="Team">
        {editable ? (
          <EditTeamForm team={team} submit={updateTeam.bind(null, team.slug, team.version)} />
        ) : (
          <KeyValue
            items={[
              { label: 'Name', value: team.name },
              { label: 'Cost centre', value: team.costCentre ?? '–' },
            ]}
          />
        )}
      </Card>
      <Card
        title="Budget and what is granted of it"
        description="The same numbers stand on the team’s usage page"
      >
        <div className="grid gap-5">
          <KeyValue
            items={team.budget.map(({ label, grantedText, budgetText, freeText }) => ({
              label,
              value: `${grantedText} of ${budgetText} granted, ${freeText} free`,
            }))}
          />
          <p>
            <TextLink href={`/teams/${team.slug}/usage`}>See usage by environment</TextLink>
          </p>
          {editable ? (
            <BudgetForm
              team={team}
              budgetKeys={budgetKeys(classes, team.budget)}
              offered={offered}
              submit={setBudget.bind(null, team.slug, team.version)}
            />
          ) : null}
        </div>
      </Card>
    </>
  );
}

function ArchiveButton({ team }: { team: TeamView }) {
  return (
    <ConfirmDialog
      label="Archive team"
      title={`Archive ${team.name}?`}
      description="An archived team can ask for nothing. Its name stays taken and its history stays readable."
      losses={
        team.environmentCount > 0 ? [`${team.environmentCount} environments must be deleted first`] : []
      }
      undo="A team can be archived only when it has no environments. It can’t be brought back in the portal."
      confirmName={team.slug}
      confirmLabel={`Archive ${team.slug}`}
      action={archiveTeam.bind(null, team.slug, team.version)}
    />
  );
}
