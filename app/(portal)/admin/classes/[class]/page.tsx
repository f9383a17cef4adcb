import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { ClassQuota, ClassRules } from '#components/admin/class-spec-view.tsx';
import { ClassVersions } from '#components/admin/class-versions.tsx';
import { WorkloadRules } from '#components/environments/workload-rules.tsx';
import { listParams, type SearchParams } from '#components/lists/list-params.ts';
import { specChanges } from '#components/requests/spec-changes.ts';
import { StatusBadge } from '#components/ui/badge.tsx';
import { ButtonLink, TextLink } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx';
import { DiffView } from '#components/ui/diff-view.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { orNotFound } from '#lib/auth/or-not-found.ts';
import { type Actor, may } from '#lib/auth/permissions.ts';
import type { ClassView } from '#lib/domain/views.ts';
import { getClass } from '#lib/services/class/get-class.ts';
import { requirePermission } from '../../require-permission.ts';
import { archiveClass } from '../actions.ts';

type ClassPageProps = { params: Promise<{ class: string }>; searchParams: SearchParams };

export async function generateMetadata({ params, searchParams }: ClassPageProps): Promise<Metadata> {
  const { shown } = await load((await params).class, (await listParams(searchParams)).version);
  return { title: `Class ${shown.name}` };
}

const load = cache(async (slug: string, version: string | undefined) => {
  const actor = await requirePermission('cluster:read');
  if (version !== undefined && !/^[1-9]\d{0,5}$/.test(version)) notFound();
  const asked = { class: slug, ...(version === undefined ? {} : { version: Number(version) }) };
  return { actor, shown: await orNotFound(getClass(actor, asked)) };
});

export default async function ClassPage({ params, searchParams }: ClassPageProps) {
  const [{ class: slug }, { version }] = await Promise.all([params, listParams(searchParams)]);
  const { actor, shown } = await load(slug, version);
  const path = `/admin/classes/${slug}`;
  const editable = shown.archivedAt === null && may(actor, 'class:update');
  return (
    <>
      <PageHeader
        title={shown.name}
        status={shown.archivedAt === null ? null : <StatusBadge tone="neutral" label="Archived" />}
        meta={
          <>
            <span className="font-mono">{slug}</span> · v{shown.version} ·{' '}
            <TextLink href={`/admin/environments?class=${slug}`}>
              {shown.environmentCount} environments
            </TextLink>
          </>
        }
        actions={
          editable ? (
            <>
              <ButtonLink href={`${path}/version`} variant="primary">
                Create new version
              </ButtonLink>
              <ArchiveButton view={shown} />
            </>
          ) : null
        }
      />
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_18rem]">
        <div className="grid gap-6">
          {shown.version > 1 ? <VersionChanges actor={actor} view={shown} /> : null}
          <Card title={`Rules of v${shown.version}`}>
            <ClassRules spec={shown.spec} />
          </Card>
          <Card title={`What workloads of v${shown.version} may do`}>
            <WorkloadRules spec={shown.spec} />
          </Card>
          <Card title={`Quota of v${shown.version}`} flush>
            <ClassQuota spec={shown.spec} />
          </Card>
        </div>
        <Card title="Versions" flush>
          <ClassVersions path={path} versions={shown.versions} shown={shown.version} />
        </Card>
      </div>
    </>
  );
}

async function VersionChanges({ actor, view }: { actor: Actor; view: ClassView }) {
  const before = await getClass(actor, { class: view.slug, version: view.version - 1 });
  const changes = specChanges(before.spec, view.spec);
  return (
    <Card title={`What v${view.version} changed`}>
      {changes.length === 0 ? (
        <p className="text-muted">Nothing but the name.</p>
      ) : (
        <DiffView
          caption={`Changes from v${before.version} to v${view.version}`}
          beforeLabel={`v${before.version}`}
          afterLabel={`v${view.version}`}
          changes={changes}
        />
      )}
    </Card>
  );
}

function ArchiveButton({ view }: { view: ClassView }) {
  return (
    <ConfirmDialog
      label="Archive class"
      title={`Archive ${view.name}?`}
      description="Nobody can ask for new environments of it. Environments that exist stay as they are."
      undo="It can’t be offered again in the portal; its short name stays taken."
      confirmName={view.slug}
      confirmLabel={`Archive ${view.slug}`}
      action={archiveClass.bind(null, view.slug)}
    />
  );
}
