import { ClassForm } from '#components/admin/class-form.tsx';
import { classValues } from '#components/admin/class-form-values.ts';
import { Card } from '#components/ui/card.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { shippedClasses } from '#lib/domain/shipped-classes.ts';
import { listQuotaKeys } from '#lib/services/capacity/list-quota-keys.ts';
import { requirePermission, titleFor } from '../../require-permission.ts';
import { createClass } from '../actions.ts';
import { offeredVersions } from '../offered-versions.ts';

export const generateMetadata = titleFor('class:update', 'Create class');

export default async function NewClassPage() {
  const actor = await requirePermission('class:update');
  const model = shippedClasses[0];
  const values = model ? { ...classValues(model.spec), description: '' } : {};
  return (
    <>
      <PageHeader title="Create class" meta="The fields begin with what the shipped dev class says" />
      <Card>
        <ClassForm
          values={values}
          name=""
          podSecurityVersions={await offeredVersions(actor)}
          quotaKeys={await listQuotaKeys(actor)}
          submit={createClass}
          submitLabel="Create class"
        />
      </Card>
    </>
  );
}
