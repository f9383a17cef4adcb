import type { Metadata } from 'next';
import { ClassForm } from '#components/admin/class-form.tsx';
import { classValues } from '#components/admin/class-form-values.ts';
import { Card } from '#components/ui/card.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { shippedClasses } from '#lib/domain/shipped-classes.ts';
import { requirePermission } from '../../require-permission.ts';
import { createClass } from '../actions.ts';

export const metadata: Metadata = { title: 'Create class' };

export default async function NewClassPage() {
  await requirePermission('class:update');
  const model = shippedClasses[0];
  const values = model ? { ...classValues(model.spec), description: '' } : {};
  return (
    <>
      <PageHeader title="Create class" meta="The fields begin with what the shipped dev class says" />
      <Card>
        <ClassForm values={values} name="" submit={createClass} submitLabel="Create class" />
      </Card>
    </>
  );
}
