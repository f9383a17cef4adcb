import { Download, ScrollText } from 'lucide-react';
import { AuditFilters, auditFilterNames } from '#components/audit/audit-filters.tsx';
import { AuditTable } from '#components/audit/audit-table.tsx';
import { ListCard } from '#components/lists/list-card.tsx';
import { listParams, picked, type SearchParams } from '#components/lists/list-params.ts';
import { readList } from '#components/lists/read-list.ts';
import { Alert } from '#components/ui/alert.tsx';
import { buttonStyle } from '#components/ui/button-style.ts';
import { PageHeader } from '#components/ui/page-header.tsx';
import { orNotFound } from '#lib/auth/or-not-found.ts';
import type { Actor } from '#lib/auth/permissions.ts';
import { AppError } from '#lib/domain/error.ts';
import type { AuditView, Page } from '#lib/domain/views.ts';
import { listAuditEvents } from '#lib/services/audit/list-audit-events.ts';
import { requirePermission, titleFor } from '../require-permission.ts';

export const generateMetadata = titleFor('audit:read', 'Audit');

const path = '/admin/audit';
const rules = { also: auditFilterNames, sorts: ['at', 'actor', 'action', 'object'], sortedBy: '-at' };

export default async function AuditPage({ searchParams }: { searchParams: SearchParams }) {
  const [actor, params] = await Promise.all([requirePermission('audit:read'), listParams(searchParams)]);
  const state = readList(path, params, rules);
  const found = await readEvents(actor, state.input);
  return (
    <>
      <PageHeader
        title="Audit"
        meta="Who did what, when; nothing here can be changed or removed"
        actions={
          <a
            href={`/api/audit.csv?${new URLSearchParams(picked(params, auditFilterNames)).toString()}`}
            className={buttonStyle()}
            download
          >
            <Download aria-hidden />
            Export CSV
          </a>
        }
      />
      <AuditFilters action={path} params={params} filtered={state.filtered} />
      {'problem' in found ? (
        <Alert tone="warning" title={found.problem} />
      ) : (
        <ListCard
          state={state}
          list={found.list}
          noun="events"
          icon={ScrollText}
          empty={{
            title: 'No event yet',
            text: 'Every change of teams, requests, environments and roles is written here.',
          }}
        >
          <AuditTable events={found.list.items} {...state.table} />
        </ListCard>
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
