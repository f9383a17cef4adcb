import { Alert } from '#components/ui/alert.tsx';
import { TextLink } from '#components/ui/button.tsx';
import { TimeAgo } from '#components/ui/time-ago.tsx';
import type { ConflictView } from '#lib/domain/environment-views.ts';
import { environmentHref } from './environment-href.ts';

/** What somebody and Bailiwick change in turns, each with what to do; nothing where they agree. */
export function ConflictList({
  conflicts,
  named = false,
}: {
  conflicts: readonly ConflictView[];
  /** Say of which environment each is. */
  named?: boolean;
}) {
  if (conflicts.length === 0) return null;
  return (
    <ul aria-label="Conflicts" className="grid gap-2">
      {conflicts.map(({ environment, sentence, wayOut, last }) => (
        <li key={`${environment.namespace} ${sentence}`} className="wrap-anywhere">
          <Alert tone="warning" title={sentence}>
            {named ? (
              <>
                In{' '}
                <TextLink href={environmentHref(environment.team, environment.slug, 'activity')}>
                  {environment.namespace}
                </TextLink>
                ,{' '}
              </>
            ) : null}
            last <TimeAgo at={last} />. {wayOut}
          </Alert>
        </li>
      ))}
    </ul>
  );
}
