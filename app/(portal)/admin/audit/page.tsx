import { Download, ScrollText } from 'lucide-react';
import type { Metadata } from 'next';
import { AuditFilters, auditFilterNames } from '#components/audit/audit-filters.tsx';
import { AuditTable } from '#components/audit/audit-table.tsx';
import { ListPages } from '#components/lists/list-pages.tsx';
import { listParams, picked, type SearchParams } from '#components/lists/list-params.ts';
import { Alert } from '#components/ui/alert.tsx';
import { ButtonLink } from '#components/ui/button.tsx';
import { buttonStyle } from '#components/ui/button-style.ts';
import { Card } from '#components/ui/card.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { orNotFound } from '#lib/auth/or-not-found.ts';
import type { Actor } from '#lib/auth/permissions.ts';
import { AppError } from '#lib/domain/error.ts';
import type { AuditView, Page } from '#lib/domain/views.ts';
import { listAuditEvents } from '#lib/services/audit/list-audit-events.ts';
import { requirePermission } from '../require-permission.ts';

export const metadata: Metadata = { title: 'Audit' };

const path = '/admin/audit';

export default async function AuditPage({ searchParams }: { searchParams: SearchParams }) {
  const [actor, params] = await Promise.all([requirePermission('audit:read'), listParams(searchParams)]);
  const filters = picked(params, auditFilterNames);
  const found = await readEvents(actor, { ...filters, ...picked(params, ['page']) });
  const filtered = Object.keys(filters).length > 0;
  return (
    <>
      <PageHeader
        title="Audit"
        meta="Who did what, when; nothing here can be changed or removed"
        actions={
          <a
            href={`/api/audit.csv?${new URLSearchParams(filters).toString()}`}
            className={buttonStyle()}
            download
          >
            <Download aria-hidden />
            Export CSV
          </a>
        }
      />
      <AuditFilters action={path} params={params} filtered={filtered} />
      {'problem' in found ? (
        <Alert tone="warning" title={found.problem} />
      ) : (
        <Card flush>
          <AuditTable
            events={found.list.items}
            empty={
              <EmptyState
                icon={ScrollText}
                title={filtered ? 'No event matches' : 'No event yet'}
                action={filtered ? <ButtonLink href={path}>Show all</ButtonLink> : undefined}
              >
                Every change of teams, requests, environments and roles is written here.
              </EmptyState>
            }
          />
          <ListPages list={found.list} path={path} params={params} noun="events" />
        </Card>
      )}
    </>
  );
}

/** A filter that can't be read, like a date of nonsense, is answered in words instead of an error page. */
async function readEvents(
  actor: Actor,
  input: Record<string, string>,
): Promise<{ list: Page<AuditView> } | { problem: string }> {
  try {
    return { list: await orNotFound(listAuditEvents(actor, input)) };
  } catch (error) {
    if (error instanceof AppError && error.code === 'INVALID_INPUT')
      return { problem: Object.values(error.fieldErrors)[0] ?? error.message };
    throw error;
  }
}
