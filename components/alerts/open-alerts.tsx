import { resizeHref } from '#components/environments/environment-href.ts';
import { Alert } from '#components/ui/alert.tsx';
import { ButtonLink, TextLink } from '#components/ui/button.tsx';
import { TimeAgo } from '#components/ui/time-ago.tsx';
import type { AlertView } from '#lib/domain/alert/views.ts';
import { environmentPath, teamPath } from '#lib/domain/portal-paths.ts';
import { alertTone } from './alert-tone.ts';

/** What is open, each with the way out: the request is filled in already. */
export function OpenAlertList({ alerts }: { alerts: readonly AlertView[] }) {
  return (
    <ul className="grid gap-2">
      {alerts.map((alert) => (
        <li key={alert.id} className="wrap-anywhere">
          <Alert tone={alertTone(alert)} title={alert.title} actions={<ResizeLink alert={alert} />}>
            <p>
              {alert.text} {alert.wayOut?.advice}
            </p>
            <p>
              Since <TimeAgo at={alert.openedAt} />.{' '}
              <TextLink href={usagePath(alert)}>
                Usage<span className="sr-only"> behind: {alert.title}</span>
              </TextLink>
            </p>
          </Alert>
        </li>
      ))}
    </ul>
  );
}

function ResizeLink({ alert: { team, environment, wayOut, title } }: { alert: AlertView }) {
  if (environment === null || !wayOut?.resize) return null;
  return (
    <ButtonLink size="sm" href={resizeHref({ team, slug: environment.slug }, wayOut.resize.quota)}>
      {wayOut.resize.label}
      <span className="sr-only">: {title}</span>
    </ButtonLink>
  );
}

function usagePath({ team, environment }: AlertView): string {
  return environment === null
    ? teamPath(team.slug, 'usage')
    : environmentPath(team.slug, environment.slug, 'usage');
}
