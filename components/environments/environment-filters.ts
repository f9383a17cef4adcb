import type { Filter } from '#components/ui/filter-bar.tsx';

const states = [
  { value: 'ready', label: 'Ready' },
  { value: 'reconciling', label: 'Reconciling' },
  { value: 'stalled', label: 'Stalled' },
  { value: 'drifted', label: 'Drifted' },
  { value: 'deleting', label: 'Being deleted' },
  { value: 'expiring', label: 'Expiring' },
];

const any = { value: '', label: 'Any' };

export function environmentStateFilter(value: string | undefined): Filter {
  return { name: 'state', label: 'State', value, options: [any, ...states] };
}

export function classFilter(
  classes: readonly { slug: string; name: string }[],
  value: string | undefined,
): Filter {
  const options = classes.map(({ slug, name }) => ({ value: slug, label: name }));
  return { name: 'class', label: 'Class', value, options: [any, ...options] };
}

/** Drops a choice that the list does not know, such as a typed one: the list then shows everything. */
export function knownState(value: string | undefined): string | undefined {
  return states.some((state) => state.value === value) ? value : undefined;
}
