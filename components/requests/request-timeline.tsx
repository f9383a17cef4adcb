import { TimeAgo } from '#components/ui/time-ago.tsx';
import type { RequestDetail } from '#lib/domain/request-views.ts';

export function RequestTimeline({ timeline }: { timeline: RequestDetail['timeline'] }) {
  return (
    <ol className="grid gap-3 border-l pl-4">
      {timeline.map(({ at, who, what }) => (
        <li key={`${at}${what}`} className="relative">
          <span
            aria-hidden
            className="absolute top-1.5 -left-[1.2rem] size-2 rounded-full bg-border-strong"
          />
          <p>
            <span className="font-medium">{who}</span> {what}
          </p>
          <p className="text-sm text-subtle">
            <TimeAgo at={at} />
          </p>
        </li>
      ))}
    </ol>
  );
}
