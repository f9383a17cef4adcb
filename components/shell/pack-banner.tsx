import { ShieldAlert } from 'lucide-react';
import Link from 'next/link';

/** Tells admins on every page that the cluster does not hold the guardrails by itself. */
export function PackBanner({ state }: { state: 'outdated' | 'missing' }) {
  return (
    <div
      role="status"
      data-tone="warning"
      className="flex items-start gap-2 border-b bg-warning-subtle px-4 py-2 sm:px-6"
    >
      <ShieldAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-warning" />
      <p>
        <strong className="font-medium">
          {state === 'missing'
            ? 'The admission policies are not installed'
            : 'The admission policies are not up to date'}
        </strong>
        , so the cluster does not hold every guardrail by itself.{' '}
        <Link href="/admin/cluster" className="underline">
          See the command
        </Link>
      </p>
    </div>
  );
}
