import type { Tone } from '#components/ui/tone.ts';
import type { WorkState } from '#lib/domain/provisioner-views.ts';

/** A state of work as people read it. */
export const workLooks: Record<WorkState, { tone: Tone; label: string; hint: string }> = {
  stalled: { tone: 'danger', label: 'Stalled', hint: 'needs a person; looked at again every 5 min' },
  'backing-off': { tone: 'warning', label: 'Backing off', hint: 'failed and is tried again by itself' },
  working: { tone: 'info', label: 'At work', hint: 'a replica works on it now' },
  due: { tone: 'info', label: 'Due', hint: 'waits for a replica' },
  waiting: { tone: 'neutral', label: 'Waiting', hint: 'for the cluster to catch up' },
  held: { tone: 'warning', label: 'Healing paused', hint: 'a hand-made change is left as it is' },
  idle: { tone: 'ok', label: 'Nothing to do', hint: 'as agreed' },
};

const advice: Record<string, string> = {
  Forbidden:
    'The cluster does not let the provisioner do it. Bring its roles and the admission policies up to date, then retry.',
  Invalid: 'The cluster does not accept what the class and the request ask for. Change one of them.',
  NamespaceNotOwned: 'Nothing is touched there until somebody removes it.',
  Unauthorized: 'The credential of the provisioner is not accepted. Renew it; it is read again by itself.',
  Unreachable: 'It goes on by itself as soon as the API server can be reached.',
  Deadline: 'The API server is too slow. It is tried again, less and less often.',
  Throttled: 'The API server asks for patience. It is tried again when it says so.',
  Unavailable: 'The API server has trouble of its own. It is tried again, less and less often.',
  Terminating: 'The namespace has to be gone first.',
};

/** What can be done about it, or what happens by itself; empty where nothing is known that helps. */
export function workAdvice(reason: string): string {
  return advice[reason] ?? '';
}
