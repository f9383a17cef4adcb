import { History } from 'lucide-react';
import { TextLink } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { TimeAgo } from '#components/ui/time-ago.tsx';
import type { AuditView } from '#lib/domain/views.ts';
import { activityHref, activityVerb } from './activity-words.ts';

/** Who did what, newest first. */
export function ActivityList({ events }: { events: readonly AuditView[] }) {
  if (events.length === 0) {
    return (
      <EmptyState icon={History} title="Nothing has happened yet">
        Requests, decisions, changes of members and what the provisioner does show up here.
      </EmptyState>
    );
  }
  return (
    <ol>
      {events.map((event) => (
        <li
          key={event.id}
          className="flex flex-wrap items-baseline justify-between gap-x-4 border-b px-4 py-2 last:border-b-0"
        >
          <span className="min-w-0">
            <span className="font-medium">{event.actor}</span> {activityVerb(event)}{' '}
            <EventObject event={event} />
          </span>
          <TimeAgo at={event.at} className="text-sm text-subtle" />
        </li>
      ))}
    </ol>
  );
}

function EventObject({ event }: { event: AuditView }) {
  const href = activityHref(event);
  return href ? <TextLink href={href}>{event.objectName}</TextLink> : <span>{event.objectName}</span>;
}
