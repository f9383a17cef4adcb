import type { Metadata } from 'next';
import { EndAllButton } from '#components/identity/end-all-button.tsx';
import { IdentityCard } from '#components/identity/identity-card.tsx';
import { SessionTable } from '#components/identity/session-table.tsx';
import { Card } from '#components/ui/card.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { orNotFound } from '#lib/auth/or-not-found.ts';
import { may } from '#lib/auth/permissions.ts';
import { AppError, notFound } from '#lib/domain/error.ts';
import { listSessions } from '#lib/services/identity/list-sessions.ts';
import { endOne, endOthers } from '../../../sessions/actions.ts';
import { requirePermission } from '../../require-permission.ts';

type PersonPageProps = { params: Promise<{ user: string }> };

async function load({ params }: PersonPageProps) {
  const actor = await requirePermission('user:read');
  const { user } = await params;
  return { actor, ...(await orNotFound(listSessions(actor, { userId: user }).catch(noSuchAddress))) };
}

// An id that is none can't be anybody's.
function noSuchAddress(error: unknown): never {
  if (error instanceof AppError && error.code === 'INVALID_INPUT') throw notFound('The person');
  throw error;
}

export async function generateMetadata(props: PersonPageProps): Promise<Metadata> {
  return { title: (await load(props)).person.name };
}

export default async function PersonPage(props: PersonPageProps) {
  const { actor, person, identity, sessions } = await load(props);
  const editable = may(actor, 'user:update');
  return (
    <>
      <PageHeader title={person.name} meta={person.email ?? undefined} />
      <Card
        flush
        title="Sessions"
        actions={
          editable && sessions.length > 0 && person.id !== actor.userId ? (
            <EndAllButton label="End all sessions" userId={person.id} action={endOthers} />
          ) : undefined
        }
      >
        <SessionTable sessions={sessions} end={editable ? endOne : undefined} />
      </Card>
      <IdentityCard identity={identity} />
    </>
  );
}
