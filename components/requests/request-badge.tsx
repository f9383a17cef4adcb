import { StatusBadge } from '#components/ui/badge.tsx';
import type { RequestState } from '#lib/domain/requests/request.ts';
import { stateWords } from './request-words.ts';

export function RequestBadge({ state }: { state: RequestState }) {
  return <StatusBadge {...stateWords[state]} />;
}
