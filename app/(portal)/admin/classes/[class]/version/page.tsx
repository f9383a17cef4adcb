import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { ClassForm } from '#components/admin/class-form.tsx';
import { classValues } from '#components/admin/class-form-values.ts';
import { Card } from '#components/ui/card.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { orNotFound } from '#lib/auth/or-not-found.ts';
import { getClass } from '#lib/services/class/get-class.ts';
import { requirePermission } from '../../../require-permission.ts';
import { createVersion } from '../../actions.ts';

export const metadata: Metadata = { title: 'New version' };

export default async function NewVersionPage({ params }: { params: Promise<{ class: string }> }) {
  const [{ class: slug }, actor] = await Promise.all([params, requirePermission('class:update')]);
  const { name, version, spec, archivedAt } = await orNotFound(getClass(actor, { class: slug }));
  if (archivedAt !== null) notFound();
  return (
    <>
      <PageHeader
        title={`New version of ${name}`}
        meta={`After v${version}. Environments keep the version they were approved with until somebody asks for the upgrade.`}
      />
      <Card>
        <ClassForm
          values={classValues(spec)}
          name={name}
          slug={slug}
          submit={createVersion.bind(null, slug, version)}
          submitLabel={`Create v${version + 1} of ${slug}`}
        />
      </Card>
    </>
  );
}
