import { KeyRound } from 'lucide-react';
import Link from 'next/link';
import { TimeAgo } from '#components/ui/time-ago.tsx';

/** Tells admins on every page that somebody came in past the identity provider. */
export function BreakGlassBanner({ userId, until }: { userId: string; until: string }) {
  return (
    <div
      role="status"
      data-tone="warning"
      className="flex items-start gap-2 border-b bg-warning-subtle px-4 py-2 sm:px-6"
    >
      <KeyRound aria-hidden className="mt-0.5 size-4 shrink-0 text-warning" />
      <p>
        <strong className="font-medium">A break-glass session is open</strong>; it ends <TimeAgo at={until} />
        .{' '}
        <Link href={`/admin/users/${userId}`} className="underline">
          See or end it
        </Link>
      </p>
    </div>
  );
}
