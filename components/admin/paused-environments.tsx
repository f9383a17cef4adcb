import { environmentHref } from '#components/environments/environment-href.ts';
import { TextLink } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { TimeAgo } from '#components/ui/time-ago.tsx';
import type { EnvironmentView } from '#lib/domain/environment-views.ts';
import type { Page } from '#lib/domain/views.ts';

/** Environments in which hand-made changes stay for now; nothing where there are none. */
export function PausedEnvironments({ list }: { list: Page<EnvironmentView> }) {
  if (list.total === 0) return null;
  const rest = list.total - list.items.length;
  return (
    <Card
      flush
      title="Healing is paused"
      description={rest > 0 ? `${list.items.length} of ${list.total} environments` : undefined}
    >
      <ul className="grid">
        {list.items.map(({ id, namespace, team, slug, healingPause }) => (
          <li key={id} className="border-b px-4 py-2 wrap-anywhere last:border-b-0">
            <TextLink href={environmentHref(team.slug, slug, 'activity')} className="font-mono">
              {namespace}
            </TextLink>
            {healingPause ? (
              <>
                {' '}
                goes on <TimeAgo at={healingPause.until} />; paused by {healingPause.by}:{' '}
                {healingPause.reason}
              </>
            ) : null}
          </li>
        ))}
      </ul>
    </Card>
  );
}
