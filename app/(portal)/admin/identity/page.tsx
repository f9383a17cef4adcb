import { MappingForm } from '#components/identity/mapping-form.tsx';
import { MappingPreviewCard } from '#components/identity/mapping-preview.tsx';
import { MappingTable } from '#components/identity/mapping-table.tsx';
import { listParams, type SearchParams } from '#components/lists/list-params.ts';
import { Alert } from '#components/ui/alert.tsx';
import { Card } from '#components/ui/card.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { type Actor, may } from '#lib/auth/permissions.ts';
import { AppError } from '#lib/domain/error.ts';
import type { MappingPreview } from '#lib/domain/identity/views.ts';
import { listMappings } from '#lib/services/identity/list-mappings.ts';
import { previewMapping } from '#lib/services/identity/preview-mapping.ts';
import { requirePermission, titleFor } from '../require-permission.ts';
import { addMapping, removeMapping } from './actions.ts';

export const generateMetadata = titleFor('identity:read', 'Groups');

export default async function IdentityPage({ searchParams }: { searchParams: SearchParams }) {
  const [actor, params] = await Promise.all([requirePermission('identity:read'), listParams(searchParams)]);
  const asked = { group: params.group ?? '', team: params.team ?? '', role: params.role ?? 'developer' };
  const [mappings, preview] = await Promise.all([
    listMappings(actor),
    asked.group === '' ? null : preparePreview(actor, asked),
  ]);
  const editable = may(actor, 'identity:update');
  return (
    <>
      <PageHeader title="Groups" meta="What groups of the identity provider give" />
      {editable ? (
        <Card
          title="Let a group give a role"
          description="It holds at once for everybody who is known to be in the group, and for others when they sign in. Names match exactly."
        >
          <div className="grid gap-4">
            <MappingForm path="/admin/identity" {...asked} />
            {typeof preview === 'string' ? <Alert tone="danger" live title={preview} /> : null}
            {preview !== null && typeof preview !== 'string' ? (
              <MappingPreviewCard key={JSON.stringify(asked)} preview={preview} submit={addMapping} />
            ) : null}
          </div>
        </Card>
      ) : null}
      <Card flush title="What holds">
        <MappingTable mappings={mappings} remove={editable ? removeMapping : undefined} />
      </Card>
    </>
  );
}

// What is wrong with the question stands where the answer would.
async function preparePreview(
  actor: Actor,
  { group, team, role }: { group: string; team: string; role: string },
): Promise<MappingPreview | string> {
  try {
    const input = { group, team: team === '' ? null : team, role } as Parameters<typeof previewMapping>[1];
    return await previewMapping(actor, input);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return Object.values(error.fieldErrors)[0] ?? error.message;
  }
}
