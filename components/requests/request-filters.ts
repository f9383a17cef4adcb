import type { Filter } from '#components/ui/filter-bar.tsx';
import { requestStates, requestTypes } from '#lib/domain/requests/request.ts';
import { stateWords, typeWords } from './request-words.ts';

export function stateFilter(value: string | undefined): Filter {
  const options = requestStates.map((state) => ({ value: state, label: stateWords[state].label }));
  return { name: 'state', label: 'State', value, options: [{ value: '', label: 'Any' }, ...options] };
}

export function typeFilter(value: string | undefined): Filter {
  const options = requestTypes.map((type) => ({ value: type, label: typeWords[type] }));
  return { name: 'type', label: 'Kind', value, options: [{ value: '', label: 'Any' }, ...options] };
}
