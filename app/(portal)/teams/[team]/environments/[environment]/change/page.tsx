import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import type { SearchParams } from '#components/lists/list-params.ts';
import { DeleteForm } from '#components/requests/delete-form.tsx';
import { ExtendForm } from '#components/requests/extend-form.tsx';
import { ResizeForm } from '#components/requests/resize-form.tsx';
import { specChanges } from '#components/requests/spec-changes.ts';
import { UpgradeForm } from '#components/requests/upgrade-form.tsx';
import { Alert } from '#components/ui/alert.tsx';
import { ButtonLink, TextLink } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { type Actor, may } from '#lib/auth/permissions.ts';
import type { EnvironmentView } from '#lib/domain/environment-views.ts';
import { getClass } from '#lib/services/class/get-class.ts';
import { type EnvironmentAddress, loadEnvironment } from '../load-environment.ts';
import { askForChange, previewChange } from './actions.ts';
import { type ChangeKind, changeKinds, readKind } from './change-types.ts';

type ChangePageProps = {
  params: EnvironmentAddress;
  searchParams: SearchParams;
};

export async function generateMetadata({ params }: ChangePageProps): Promise<Metadata> {
  await load(params);
  return { title: 'Request change' };
}

async function load(address: EnvironmentAddress) {
  const { actor, environment } = await loadEnvironment(address);
  if (!may(actor, 'environment:request', environment.team.id)) notFound();
  return { actor, environment };
}

export default async function ChangePage({ params, searchParams }: ChangePageProps) {
  const [{ actor, environment }, query] = await Promise.all([load(params), searchParams]);
  const kind = readKind(query.kind);
  const path = `/teams/${environment.team.slug}/environments/${environment.slug}`;
  return (
    <>
      <PageHeader
        title="Request change"
        meta={
          <>
            Of <TextLink href={path}>{environment.namespace}</TextLink>
          </>
        }
      />
      <nav aria-label="Kinds of change" className="flex flex-wrap gap-2">
        {Object.entries(changeKinds).map(([name, { label }]) => (
          <Link
            key={name}
            href={`${path}/change?kind=${name}`}
            aria-current={name === kind ? 'page' : undefined}
            className="flex h-8 items-center rounded-md border px-3 text-muted hover:bg-sunken hover:text-foreground aria-[current=page]:border-accent aria-[current=page]:bg-accent-subtle aria-[current=page]:font-medium aria-[current=page]:text-foreground"
          >
            {label}
          </Link>
        ))}
      </nav>
      <PendingNote environment={environment} />
      <ChangeForm
        key={kind}
        kind={kind}
        actor={actor}
        environment={environment}
        path={path}
        proposed={proposedSizes(query)}
      />
    </>
  );
}

// The form checks them as if they were typed.
function proposedSizes(query: Awaited<SearchParams>): Record<string, string> {
  const sizes = Object.entries(query).flatMap(([name, value]): [string, string][] =>
    name.startsWith('quota.') && typeof value === 'string' ? [[name, value.slice(0, 40)]] : [],
  );
  return Object.fromEntries(sizes);
}

function PendingNote({ environment }: { environment: EnvironmentView }) {
  if (environment.pendingRequests.length === 0) return null;
  return (
    <Alert tone="info" title="Another request for this environment waits for a decision">
      {environment.pendingRequests.map(({ number }) => (
        <TextLink key={number} href={`/requests/${number}`} className="mr-3">
          #{number}
        </TextLink>
      ))}
    </Alert>
  );
}

type ChangeFormProps = {
  kind: ChangeKind;
  actor: Actor;
  environment: EnvironmentView;
  path: string;
  proposed: Record<string, string>;
};

async function ChangeForm({ kind, actor, environment, path, proposed }: ChangeFormProps) {
  const { type } = changeKinds[kind];
  const target = {
    team: environment.team.slug,
    environment: environment.slug,
    namespace: environment.namespace,
    generation: environment.generation,
  };
  const form = {
    environment,
    submit: askForChange.bind(null, type, target),
    preview: previewChange.bind(null, type, target),
    subject: { type, team: target.team, environment: target.environment },
  };
  const back = <ButtonLink href={path}>Back to {environment.namespace}</ButtonLink>;
  if (environment.deleteAfter !== null) {
    return (
      <EmptyState title="This environment is being deleted" action={back}>
        Undo the deletion first, as long as that is possible.
      </EmptyState>
    );
  }
  if (kind === 'delete') return <DeleteForm {...form} />;
  if (kind === 'resize') return <ResizeForm {...form} proposed={proposed} />;
  if (kind === 'extend') {
    if (environment.expiresAt !== null) return <ExtendForm {...form} />;
    return (
      <EmptyState title="This environment does not expire" action={back}>
        It stays until somebody asks to delete it.
      </EmptyState>
    );
  }
  const { slug, name, version, latestVersion, spec } = environment.class;
  if (latestVersion <= version) {
    return (
      <EmptyState title={`Already on the newest version of ${name}`} action={back}>
        It follows v{version}. When the class gets a newer version, the upgrade is offered here with what
        changes.
      </EmptyState>
    );
  }
  const latest = await getClass(actor, { class: slug, version: latestVersion });
  return <UpgradeForm {...form} changes={specChanges(spec, latest.spec)} />;
}
