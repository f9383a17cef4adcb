import type { Metadata } from 'next';
import { EndAllButton } from '#components/identity/end-all-button.tsx';
import { IdentityCard } from '#components/identity/identity-card.tsx';
import { SessionTable } from '#components/identity/session-table.tsx';
import { Card } from '#components/ui/card.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { requireActor } from '#lib/auth/session.ts';
import { listSessions } from '#lib/services/identity/list-sessions.ts';
import { endOne, endOthers } from './actions.ts';

export const metadata: Metadata = { title: 'Sessions' };

export default async function SessionsPage() {
  const actor = await requireActor();
  const { identity, sessions } = await listSessions(actor);
  const others = sessions.some(({ isCurrent }) => !isCurrent);
  return (
    <>
      <PageHeader title="Sessions" meta="Where you are signed in" />
      <Card
        flush
        title="Your sessions"
        description="One that you do not know was not you: end it, and tell the platform team."
        actions={others ? <EndAllButton label="End all others" action={endOthers} /> : undefined}
      >
        <SessionTable sessions={sessions} end={endOne} />
      </Card>
      <IdentityCard identity={identity} />
    </>
  );
}
