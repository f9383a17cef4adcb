import { Layers } from 'lucide-react';
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { draftValues, environmentDraft } from '#components/requests/draft-name.ts';
import { EnvironmentForm } from '#components/requests/environment-form.tsx';
import { initialValues } from '#components/requests/environment-form-values.ts';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { orNotFound } from '#lib/auth/or-not-found.ts';
import { may } from '#lib/auth/permissions.ts';
import { requireActor } from '#lib/auth/session.ts';
import { listClasses } from '#lib/services/class/list-classes.ts';
import { getDraft } from '#lib/services/draft/get-draft.ts';
import { getTeam } from '#lib/services/team/get-team.ts';
import { askForEnvironment, keepDraft, previewEnvironment } from './actions.ts';

export const metadata: Metadata = { title: 'Request environment' };

type NewEnvironmentPageProps = {
  params: Promise<{ team: string }>;
  searchParams: Promise<{ class?: string | string[] }>;
};

export default async function NewEnvironmentPage({ params, searchParams }: NewEnvironmentPageProps) {
  const [{ team: slug }, { class: wanted }, actor] = await Promise.all([
    params,
    searchParams,
    requireActor(),
  ]);
  const [team, classes, draft] = await Promise.all([
    orNotFound(getTeam(actor, { team: slug })),
    listClasses(actor, {}),
    getDraft(actor, { form: environmentDraft(slug) }),
  ]);
  if (!may(actor, 'environment:request', team.id) || team.archivedAt !== null) notFound();
  const kept = {
    ...draftValues(draft?.values),
    ...(typeof wanted === 'string' ? { classSlug: wanted } : {}),
  };
  return (
    <>
      <PageHeader title="Request environment" meta={`For ${team.name}`} />
      {classes.length === 0 ? (
        <EmptyState icon={Layers} title="There is no class to choose from">
          An environment follows a class, which an admin makes. Ask the platform team for one.
        </EmptyState>
      ) : (
        <EnvironmentForm
          team={{ slug: team.slug, name: team.name }}
          classes={classes}
          initial={initialValues(classes, kept)}
          submit={askForEnvironment.bind(null, team.slug)}
          preview={previewEnvironment.bind(null, team.slug)}
          saveDraft={keepDraft.bind(null, team.slug)}
        />
      )}
    </>
  );
}
