import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { ClassForm } from '#components/admin/class-form.tsx';
import { classValues } from '#components/admin/class-form-values.ts';
import { Card } from '#components/ui/card.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { orNotFound } from '#lib/auth/or-not-found.ts';
import { listQuotaKeys } from '#lib/services/capacity/list-quota-keys.ts';
import { getClass } from '#lib/services/class/get-class.ts';
import { requirePermission } from '../../../require-permission.ts';
import { createVersion } from '../../actions.ts';
import { offeredVersions } from '../../offered-versions.ts';

type NewVersionPageProps = { params: Promise<{ class: string }> };

export async function generateMetadata({ params }: NewVersionPageProps): Promise<Metadata> {
  const { name } = await load((await params).class);
  return { title: `New version of ${name}` };
}

const load = cache(async (slug: string) => {
  const actor = await requirePermission('class:update');
  const latest = await orNotFound(getClass(actor, { class: slug }));
  if (latest.archivedAt !== null) notFound();
  const [podSecurityVersions, quotaKeys] = await Promise.all([offeredVersions(actor), listQuotaKeys(actor)]);
  return { ...latest, podSecurityVersions, quotaKeys };
});

export default async function NewVersionPage({ params }: NewVersionPageProps) {
  const { slug, name, version, spec, podSecurityVersions, quotaKeys } = await load((await params).class);
  return (
    <>
      <PageHeader
        title={`New version of ${name}`}
        meta={`After v${version}. Environments keep the version they were approved with until somebody asks for the upgrade.`}
      />
      <Card>
        <ClassForm
          values={classValues(spec)}
          podSecurityVersions={podSecurityVersions}
          quotaKeys={quotaKeys}
          name={name}
          slug={slug}
          submit={createVersion.bind(null, slug, version)}
          submitLabel={`Create v${version + 1} of ${slug}`}
        />
      </Card>
    </>
  );
}
