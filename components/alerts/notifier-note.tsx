import { Alert } from '#components/ui/alert.tsx';
import type { AlertSettingsView } from '#lib/domain/alert/views.ts';

/** What keeps messages from leaving; nothing where all is well. Alerts are shown in the portal in any case. */
export function NotifierNote({ notifier }: Pick<AlertSettingsView, 'notifier'>) {
  if (notifier === 'with-mail') return null;
  if (notifier === 'down')
    return (
      <Alert tone="warning" title="Nothing is watched or sent now">
        The notifier does not run. What waits is sent as soon as it does; the platform team can tell more.
      </Alert>
    );
  return (
    <Alert tone="info" title="No mails are sent">
      The operator of the portal named no mail server. Alerts are shown here and sent to webhooks.
    </Alert>
  );
}
