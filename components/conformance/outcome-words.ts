import type { Tone } from '#components/ui/tone.ts';
import type { CheckView } from '#lib/domain/conformance-views.ts';

/** How a check's outcome is shown: waived ones are told apart, and never look passed. */
export function outcomeWords({ outcome, waiver }: Pick<CheckView, 'outcome' | 'waiver'>): {
  tone: Tone;
  label: string;
} {
  if (outcome === 'pass') return { tone: 'ok', label: 'Passed' };
  if (outcome === 'by-design') return { tone: 'info', label: 'By design' };
  if (waiver !== null) return { tone: 'warning', label: 'Waived' };
  return outcome === 'fail' ? { tone: 'danger', label: 'Failed' } : { tone: 'danger', label: 'Not known' };
}
