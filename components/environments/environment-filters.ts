import type { Filter } from '#components/ui/filter-bar.tsx';

const states = [
  { value: 'ready', label: 'Ready' },
  { value: 'reconciling', label: 'Reconciling' },
  { value: 'stalled', label: 'Stalled' },
  { value: 'drifted', label: 'Drifted' },
  { value: 'paused', label: 'Healing paused' },
  { value: 'deleting', label: 'Being deleted' },
  { value: 'expiring', label: 'Expiring' },
];

const any = { value: '', label: 'Any' };

export const environmentStateFilter: Filter = { name: 'state', label: 'State', options: [any, ...states] };

export function classFilter(classes: readonly { slug: string; name: string }[]): Filter {
  const options = classes.map(({ slug, name }) => ({ value: slug, label: name }));
  return { name: 'class', label: 'Class', options: [any, ...options] };
}
