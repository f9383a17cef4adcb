import { LoaderCircle } from 'lucide-react';
import { StatusBadge } from '#components/ui/badge.tsx';
import type { EnvironmentView } from '#lib/domain/views.ts';
import { environmentState } from './environment-state.ts';

/** The environment's state as icon and word. */
export function EnvironmentBadge({ environment }: { environment: EnvironmentView }) {
  const { label, tone, busy } = environmentState(environment);
  return <StatusBadge tone={tone} label={label} icon={busy ? LoaderCircle : undefined} busy={busy} />;
}
