import { ConfirmDialog, type ConfirmOutcome } from '#components/ui/confirm-dialog.tsx';
import { TimeAgo } from '#components/ui/time-ago.tsx';
import type { AlertSettingsView } from '#lib/domain/alert/views.ts';
import { SendTestButton, type TestOutcome } from './send-test-button.tsx';

type WebhookListProps = {
  webhooks: AlertSettingsView['webhooks'];
  sendTest: (webhookId: string, previous: TestOutcome) => Promise<TestOutcome>;
  remove: (form: FormData) => Promise<ConfirmOutcome | undefined>;
};

/** The receivers of a team, each to be tried and removed. */
export function WebhookList({ webhooks, sendTest, remove }: WebhookListProps) {
  if (webhooks.length === 0) return null;
  return (
    <ul className="grid gap-3">
      {webhooks.map(({ id, url, createdAt }) => (
        <li key={id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
          <span className="min-w-0 basis-60 grow">
            <span className="font-mono text-sm wrap-anywhere">{url}</span>
            <span className="block text-sm text-subtle">
              Added <TimeAgo at={createdAt} />
            </span>
          </span>
          <SendTestButton to={url} send={sendTest.bind(null, id)} />
          <ConfirmDialog
            label={
              <>
                Remove<span className="sr-only"> {url}</span>
              </>
            }
            variant="ghost"
            buttonSize="sm"
            title="Remove this webhook?"
            description={url}
            losses={['Its secret: whoever adds it again gets another one', 'Messages that still wait for it']}
            confirmLabel="Remove webhook"
            fields={{ webhookId: id }}
            action={remove}
          />
        </li>
      ))}
    </ul>
  );
}
