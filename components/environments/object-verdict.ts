import type { ManagedObjectView } from '#lib/domain/environment-views.ts';

type Verdict = {
  tone: 'ok' | 'warning' | 'neutral';
  label: string;
  /** Why there is nothing to show of the cluster's side. */
  missing: string;
};

/** How an object of the cluster compares with the desired one, in words. */
export function objectVerdict({ desired, presence, changes }: ManagedObjectView): Verdict {
  const verdict = (tone: Verdict['tone'], label: string, missing = ''): Verdict => ({ tone, label, missing });
  if (presence === 'unknown')
    return verdict('neutral', 'Not seen yet', 'The provisioner has not looked yet.');
  if (desired === null) return verdict('warning', 'Not desired', tooLarge);
  if (presence === 'absent') return verdict('warning', 'Missing', 'It is not in the cluster.');
  if (presence === 'too-large') return verdict('warning', 'Not compared', tooLarge);
  if (changes.length === 0) return verdict('ok', 'As desired');
  return verdict('warning', changes.length === 1 ? 'One field differs' : `${changes.length} fields differ`);
}

const tooLarge = 'It is too large to be shown here.';
