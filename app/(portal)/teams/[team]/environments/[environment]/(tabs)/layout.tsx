import type { ReactNode } from 'react';
import { EnvironmentHeader } from '#components/environments/environment-header.tsx';
import { EnvironmentMenu } from '#components/environments/environment-menu.tsx';
import { HealingPauseNote } from '#components/environments/healing-pause.tsx';
import { UndoDelete } from '#components/environments/undo-delete.tsx';
import { may } from '#lib/auth/permissions.ts';
import { type EnvironmentAddress, loadEnvironment } from '../load-environment.ts';
import { resumeHealing, undoDeletion } from './actions.ts';

type EnvironmentLayoutProps = { params: EnvironmentAddress; children: ReactNode };

export default async function EnvironmentLayout({ params, children }: EnvironmentLayoutProps) {
  const { actor, environment } = await loadEnvironment(params);
  const { team, slug, namespace, deleteAfter, healingPause } = environment;
  const canRequest = may(actor, 'environment:request', team.id) && deleteAfter === null;
  const open = deleteAfter !== null && Date.parse(deleteAfter) > Date.now();
  return (
    <>
      <EnvironmentHeader
        environment={environment}
        actions={canRequest ? <EnvironmentMenu environment={environment} /> : null}
      />
      {healingPause === null ? null : (
        <HealingPauseNote
          namespace={namespace}
          pause={healingPause}
          resume={may(actor, 'drift:pause', team.id) ? resumeHealing.bind(null, team.slug, slug) : undefined}
        />
      )}
      {deleteAfter === null ? null : (
        <UndoDelete
          namespace={namespace}
          deleteAfter={deleteAfter}
          open={open}
          undo={
            may(actor, 'environment:undo-delete', team.id)
              ? undoDeletion.bind(null, team.slug, slug)
              : undefined
          }
        />
      )}
      {children}
    </>
  );
}
