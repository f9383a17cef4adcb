import { Alert } from '#components/ui/alert.tsx';
import { Card } from '#components/ui/card.tsx';
import { TimeAgo } from '#components/ui/time-ago.tsx';
import type { IdentityView } from '#lib/domain/identity/views.ts';
import { problemWords } from './problem-words.ts';

const shownGroups = 50;

/** What the identity provider said of a person last. */
export function IdentityCard({ identity }: { identity: IdentityView | null }) {
  if (identity === null) return null;
  const { groups, problem, saidAt } = identity;
  return (
    <Card
      title="Groups at the identity provider"
      description={
        <>
          As it said <TimeAgo at={saidAt} />
        </>
      }
    >
      {problem ? (
        <Alert tone="warning" title="No group gives a role">
          {problemWords[problem]}
        </Alert>
      ) : groups.length === 0 ? (
        <p className="text-muted">In no group.</p>
      ) : (
        <ul className="flex flex-wrap gap-x-4 gap-y-1 font-mono text-sm">
          {groups.slice(0, shownGroups).map((group) => (
            <li key={group} className="wrap-anywhere">
              {group}
            </li>
          ))}
          {groups.length > shownGroups ? <li>and {groups.length - shownGroups} more</li> : null}
        </ul>
      )}
    </Card>
  );
}
