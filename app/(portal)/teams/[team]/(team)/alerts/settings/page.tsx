import type { Metadata } from 'next';
import { AddWebhookForm } from '#components/alerts/add-webhook-form.tsx';
import { MessageTable } from '#components/alerts/message-table.tsx';
import { NotifierNote } from '#components/alerts/notifier-note.tsx';
import { SendTestButton } from '#components/alerts/send-test-button.tsx';
import { AlertSettingsForm } from '#components/alerts/settings-form.tsx';
import { WebhookList } from '#components/alerts/webhook-list.tsx';
import { TextLink } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { orNotFound } from '#lib/auth/or-not-found.ts';
import { getAlertSettings } from '#lib/services/alert/get-alert-settings.ts';
import { loadTeam } from '../../../load-team.ts';
import { addWebhook, changeSettings, removeWebhook, sendTest } from './actions.ts';

type AlertSettingsPageProps = { params: Promise<{ team: string }> };

async function load({ params }: AlertSettingsPageProps) {
  const { actor, team } = await loadTeam((await params).team);
  return { team, settings: await orNotFound(getAlertSettings(actor, { team: team.slug })) };
}

export async function generateMetadata(props: AlertSettingsPageProps): Promise<Metadata> {
  return { title: `Settings of the alerts of ${(await load(props)).team.name}` };
}

export default async function AlertSettingsPage(props: AlertSettingsPageProps) {
  const { team, settings } = await load(props);
  const { slug } = team;
  return (
    <>
      <PageHeader
        title="Alert settings"
        meta={
          <>
            Of <TextLink href={`/teams/${slug}/alerts`}>{team.name}</TextLink>
          </>
        }
      />
      <NotifierNote notifier={settings.notifier} />
      <Card title="What is told, and to whom">
        <AlertSettingsForm settings={settings} submit={changeSettings.bind(null, slug)} />
      </Card>
      {settings.notifier === 'with-mail' ? (
        <Card title="Mail" description="A test goes to your own address">
          <SendTestButton to="yourself by e-mail" send={sendTest.bind(null, slug, null)} />
        </Card>
      ) : null}
      <Card title="Webhooks" description="Each alert is posted there as JSON, signed">
        <div className="grid gap-5">
          <WebhookList
            webhooks={settings.webhooks}
            sendTest={sendTest.bind(null, slug)}
            remove={removeWebhook.bind(null, slug)}
          />
          <AddWebhookForm submit={addWebhook.bind(null, slug)} />
        </div>
      </Card>
      <Card flush title="Newest messages">
        <MessageTable messages={settings.messages} />
      </Card>
    </>
  );
}
