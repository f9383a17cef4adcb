import { PolicyPackCard } from '#components/admin/policy-pack-card.tsx';
import { StatusBadge } from '#components/ui/badge.tsx';
import { TextLink } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { KeyValue } from '#components/ui/key-value.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { TimeAgo } from '#components/ui/time-ago.tsx';
import type { Tone } from '#components/ui/tone.ts';
import type { ClusterHealth } from '#lib/domain/views.ts';
import { getClusterHealth } from '#lib/services/cluster/get-cluster-health.ts';
import { getPolicyPack } from '#lib/services/cluster/get-policy-pack.ts';
import { requirePermission, titleFor } from '../require-permission.ts';

export const generateMetadata = titleFor('cluster:read', 'Cluster');

const looks: Record<ClusterHealth['state'], { tone: Tone; label: string; words: string }> = {
  live: { tone: 'ok', label: 'Live', words: 'What the portal shows is current.' },
  unreachable: {
    tone: 'danger',
    label: 'Unreachable',
    words: 'The portal shows the last known state. Nothing changes for what runs in the cluster.',
  },
  'no-provisioner': {
    tone: 'warning',
    label: 'No provisioner',
    words: 'No provisioner is running: approved requests wait, and hand-made changes are not put back.',
  },
};

export default async function ClusterPage() {
  const actor = await requirePermission('cluster:read');
  const [health, pack] = await Promise.all([getClusterHealth(actor), getPolicyPack(actor)]);
  const { tone, label, words } = looks[health.state];
  const alive = health.replicas.filter(({ state }) => state === 'working' || state === 'unreachable');
  const version = alive.find(({ clusterVersion }) => clusterVersion !== null)?.clusterVersion;
  return (
    <>
      <PageHeader title="Cluster" status={<StatusBadge tone={tone} label={label} />} meta={words} />
      <Card title="Connection">
        <KeyValue
          items={[
            { label: 'Last seen', value: health.seenAt ? <TimeAgo at={health.seenAt} /> : 'never' },
            ...(health.since ? [{ label: 'In this state since', value: <TimeAgo at={health.since} /> }] : []),
            { label: 'Kubernetes', value: version ?? 'unknown' },
            {
              label: 'Provisioners at work',
              value: <TextLink href="/admin/provisioner">{alive.length}</TextLink>,
            },
            {
              label: 'Waiting in queues',
              value: alive.reduce((sum, { queueDepth }) => sum + queueDepth, 0).toString(),
            },
          ]}
        />
      </Card>
      <PolicyPackCard pack={pack} />
    </>
  );
}
