import { Card } from '#components/ui/card.tsx';
import { durationText } from '#components/ui/duration-text.ts';
import { TimeAgo } from '#components/ui/time-ago.tsx';
import type { RebuildView } from '#lib/domain/provisioner-views.ts';

/** How far the environments are in a cluster that took the place of a lost one. */
export function RebuildCard({ rebuild: { since, total, rebuilt, tookMs } }: { rebuild: RebuildView }) {
  const isDone = rebuilt === total;
  return (
    <Card
      title="Another cluster"
      description="It takes the place of the one before; everything is made anew in it"
    >
      <p className="flex flex-wrap justify-between gap-x-4 tabular-nums">
        <span role="status">
          {rebuilt} of {total} environments rebuilt {isDone ? `in ${durationText(tookMs)}` : ''}
        </span>
        <span className="text-subtle">
          accepted <TimeAgo at={since} />
        </span>
      </p>
    </Card>
  );
}
