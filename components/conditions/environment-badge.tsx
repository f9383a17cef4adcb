import { CirclePause, LoaderCircle } from 'lucide-react';
import { StatusBadge } from '#components/ui/badge.tsx';
import type { EnvironmentView } from '#lib/domain/environment-views.ts';
import { environmentState } from './environment-state.ts';

/** The environment's state as icon and word, and whether hand-made changes stay for now. */
export function EnvironmentBadge({ environment }: { environment: EnvironmentView }) {
  const { label, tone, busy } = environmentState(environment);
  const badge = <StatusBadge tone={tone} label={label} icon={busy ? LoaderCircle : undefined} busy={busy} />;
  if (environment.healingPause === null) return badge;
  return (
    <span className="inline-flex flex-wrap gap-1">
      {badge}
      <StatusBadge tone="warning" label="Healing paused" icon={CirclePause} />
    </span>
  );
}
