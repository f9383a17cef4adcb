import type { Filter } from '#components/ui/filter-bar.tsx';
import { requestStates, requestTypes } from '#lib/domain/requests/request.ts';
import { stateWords, typeWords } from './request-words.ts';

const any = { value: '', label: 'Any' };

export const stateFilter: Filter = {
  name: 'state',
  label: 'State',
  options: [any, ...requestStates.map((state) => ({ value: state, label: stateWords[state].label }))],
};

export const typeFilter: Filter = {
  name: 'type',
  label: 'Kind',
  options: [any, ...requestTypes.map((type) => ({ value: type, label: typeWords[type] }))],
};
