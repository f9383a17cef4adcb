import type { ReactNode } from 'react';
import { EnvironmentBadge } from '#components/conditions/environment-badge.tsx';
import { TextLink } from '#components/ui/button.tsx';
import { CopyButton } from '#components/ui/copy-button.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { TabsNav } from '#components/ui/tabs-nav.tsx';
import { TimeAgo } from '#components/ui/time-ago.tsx';
import type { EnvironmentView } from '#lib/domain/environment-views.ts';
import { environmentHref } from './environment-href.ts';

/** Name, state and age of the state, where it comes from, and the tabs. */
export function EnvironmentHeader({
  environment,
  actions,
}: {
  environment: EnvironmentView;
  actions: ReactNode;
}) {
  const { team, slug, verifiedAt } = environment;
  return (
    <>
      <PageHeader
        title={`${team.slug} / ${slug}`}
        status={
          <>
            <EnvironmentBadge environment={environment} />
            <span className="text-sm text-subtle">
              {verifiedAt ? (
                <>
                  verified <TimeAgo at={verifiedAt} />
                </>
              ) : (
                'not verified yet'
              )}
            </span>
          </>
        }
        meta={<HeaderMeta environment={environment} />}
        actions={actions}
      />
      <TabsNav label={`Pages of ${slug}`} tabs={tabs(team.slug, slug)} />
    </>
  );
}

function HeaderMeta({ environment }: { environment: EnvironmentView }) {
  const { namespace, requestNumber, expiresAt, class: environmentClass, pendingRequests } = environment;
  return (
    <>
      <span className="flex items-center gap-1">
        namespace <code className="font-mono text-sm text-foreground">{namespace}</code>
        <CopyButton text={namespace} label={`Copy ${namespace}`} />
      </span>
      <Dot />
      <span>
        class {environmentClass.slug} v{environmentClass.version}
      </span>
      {requestNumber === null ? null : (
        <>
          <Dot />
          <span>
            from <TextLink href={`/requests/${requestNumber}`}>request #{requestNumber}</TextLink>
          </span>
        </>
      )}
      {expiresAt === null ? null : (
        <>
          <Dot />
          <span>
            expires <TimeAgo at={expiresAt} />
          </span>
        </>
      )}
      {pendingRequests.map(({ number }) => (
        <span key={number}>
          <Dot /> waiting: <TextLink href={`/requests/${number}`}>request #{number}</TextLink>
        </span>
      ))}
    </>
  );
}

function Dot() {
  return (
    <span aria-hidden className="text-subtle max-sm:hidden">
      ·
    </span>
  );
}

function tabs(team: string, slug: string) {
  return [
    { href: environmentHref(team, slug), label: 'Overview' },
    { href: environmentHref(team, slug, 'usage'), label: 'Usage' },
    { href: environmentHref(team, slug, 'network'), label: 'Network' },
    { href: environmentHref(team, slug, 'access'), label: 'Access' },
    { href: environmentHref(team, slug, 'conformance'), label: 'Conformance' },
    { href: environmentHref(team, slug, 'activity'), label: 'Activity' },
    { href: environmentHref(team, slug, 'objects'), label: 'Objects' },
  ];
}
