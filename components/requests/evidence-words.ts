import type { Tone } from '#components/ui/tone.ts';
import type { VerdictTone } from '#lib/domain/evidence/verdict.ts';

/** How each verdict reads and looks before its sentence. */
export const verdictWords: Record<VerdictTone, { label: string; tone: Tone }> = {
  fits: { label: 'Speaks for it', tone: 'ok' },
  doubtful: { label: 'Speaks against it', tone: 'warning' },
  unknown: { label: 'Not enough data', tone: 'neutral' },
};
