import type { Metadata } from 'next';
import { CreateTeamForm } from '#components/requests/create-team-form.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { requireActor } from '#lib/auth/session.ts';
import { askForTeam } from './actions.ts';

export const metadata: Metadata = { title: 'Request a team' };

export default async function NewTeamPage() {
  await requireActor();
  return (
    <>
      <PageHeader title="Request a team" meta="A team owns environments and a budget that they share" />
      <CreateTeamForm submit={askForTeam} />
    </>
  );
}
