import { listParams, type SearchParams } from '#components/lists/list-params.ts';
import { PlatformForm } from '#components/platform/platform-form.tsx';
import { platformLabels, platformValues } from '#components/platform/platform-form-values.ts';
import { PlatformHistory } from '#components/platform/platform-history.tsx';
import { Alert } from '#components/ui/alert.tsx';
import { TextLink } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { KeyValue } from '#components/ui/key-value.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { may } from '#lib/auth/permissions.ts';
import type { PlatformSettings } from '#lib/domain/platform.ts';
import { getPlatform } from '#lib/services/platform/get-platform.ts';
import { requirePermission, titleFor } from '../require-permission.ts';
import { changeSettings } from './actions.ts';

export const generateMetadata = titleFor('platform:read', 'Network settings');

export default async function PlatformPage({ searchParams }: { searchParams: SearchParams }) {
  const [actor, { saved }] = await Promise.all([
    requirePermission('platform:read'),
    listParams(searchParams),
  ]);
  const { version, settings, history } = await getPlatform(actor);
  return (
    <>
      <PageHeader
        title="Network settings"
        meta={
          version === 0 ? 'As the product brings them along' : `v${version}, in force for every environment`
        }
      />
      {saved === String(version) ? (
        <Alert
          tone="ok"
          live
          title={`v${version} is saved`}
          actions={
            <TextLink href="/admin/environments?state=reconciling">Environments on their way to it</TextLink>
          }
        />
      ) : null}
      <Card
        title="Exceptions of the platform"
        description="Everything else is denied in both directions; cloud metadata addresses can’t be excepted"
      >
        {may(actor, 'platform:update') ? (
          <PlatformForm
            key={version}
            values={platformValues(settings)}
            version={version}
            submit={changeSettings.bind(null, version)}
          />
        ) : (
          <Settings settings={settings} />
        )}
      </Card>
      <Card title="History" flush>
        <PlatformHistory versions={history} />
      </Card>
    </>
  );
}

function Settings({ settings }: { settings: PlatformSettings }) {
  const values = platformValues(settings);
  const names = Object.keys(platformLabels) as (keyof PlatformSettings)[];
  return (
    <KeyValue
      items={names.map((name) => ({
        label: platformLabels[name],
        value: <span className="font-mono whitespace-pre-line">{values[name] || 'none'}</span>,
      }))}
    />
  );
}
