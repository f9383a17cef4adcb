import {
  Check,
  CircleCheck,
  CircleDashed,
  CircleX,
  GitCompareArrows,
  LoaderCircle,
  type LucideIcon,
} from 'lucide-react';
import { StatusBadge } from './badge.tsx';
import type { Tone } from './tone.ts';

export type ConditionStatus = 'True' | 'False' | 'Unknown';
type Look = { tone: Tone; label: string; icon: LucideIcon; busy?: boolean };

const looks: Record<string, Partial<Record<ConditionStatus, Look>>> = {
  Ready: {
    True: { tone: 'ok', label: 'Ready', icon: CircleCheck },
    False: { tone: 'warning', label: 'Not ready', icon: CircleDashed },
    Unknown: { tone: 'neutral', label: 'Not known yet', icon: CircleDashed },
  },
  Reconciling: {
    True: { tone: 'info', label: 'Reconciling', icon: LoaderCircle, busy: true },
    False: { tone: 'neutral', label: 'Not reconciling', icon: Check },
  },
  Stalled: {
    True: { tone: 'danger', label: 'Stalled', icon: CircleX },
    False: { tone: 'neutral', label: 'Not stalled', icon: Check },
  },
  Drifted: {
    True: { tone: 'warning', label: 'Drifted', icon: GitCompareArrows },
    False: { tone: 'neutral', label: 'No drift', icon: Check },
  },
};

type ConditionBadgeProps = { type: string; status: ConditionStatus; className?: string | undefined };

/** A condition in the Kubernetes sense. A type that this table does not know is shown with its status as a word. */
export function ConditionBadge({ type, status, className }: ConditionBadgeProps) {
  const look = looks[type]?.[status] ?? {
    tone: 'neutral' as const,
    label: `${type}: ${status.toLowerCase()}`,
    icon: CircleDashed,
  };
  return <StatusBadge {...look} className={className} />;
}
