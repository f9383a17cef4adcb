import { Layers } from 'lucide-react';
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { draftValues, environmentDraft } from '#components/requests/draft-name.ts';
import { EnvironmentForm } from '#components/requests/environment-form.tsx';
import { initialValues } from '#components/requests/environment-form-values.ts';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { may } from '#lib/auth/permissions.ts';
import { listClasses } from '#lib/services/class/list-classes.ts';
import { getDraft } from '#lib/services/draft/get-draft.ts';
import { loadTeam } from '../../load-team.ts';
import { askForEnvironment, keepDraft, previewEnvironment } from './actions.ts';

type NewEnvironmentPageProps = {
  params: Promise<{ team: string }>;
  searchParams: Promise<{ class?: string | string[] }>;
};

export async function generateMetadata({ params }: NewEnvironmentPageProps): Promise<Metadata> {
  await load((await params).team);
  return { title: 'Request environment' };
}

async function load(slug: string) {
  const { actor, team } = await loadTeam(slug);
  if (!may(actor, 'environment:request', team.id) || team.archivedAt !== null) notFound();
  return { actor, team };
}

export default async function NewEnvironmentPage({ params, searchParams }: NewEnvironmentPageProps) {
  const [{ actor, team }, { class: wanted }] = await Promise.all([
    params.then((p) => load(p.team)),
    searchParams,
  ]);
  const [classes, draft] = await Promise.all([
    listClasses(actor, {}),
    getDraft(actor, { form: environmentDraft(team.slug) }),
  ]);
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
