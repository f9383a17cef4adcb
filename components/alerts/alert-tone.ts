import type { AlertView } from '#lib/domain/alert/views.ts';

/** Full is a problem, filling up a warning, a forecast only information. */
export function alertTone({
  kind,
  isFull,
}: Pick<AlertView, 'kind' | 'isFull'>): 'danger' | 'warning' | 'info' {
  if (isFull) return 'danger';
  return kind === 'usage' ? 'warning' : 'info';
}
