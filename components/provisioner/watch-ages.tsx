import { StatusBadge } from '#components/ui/badge.tsx';
import { durationText } from '#components/ui/duration-text.ts';
import { KeyValue } from '#components/ui/key-value.tsx';
import type { ReplicaView } from '#lib/domain/provisioner-views.ts';

// A watch that hears nothing for so long is ended and begun anew.
const stallMs = 35_000;

/** How long ago each kind's watch heard something: the longest silence of the replicas at work. */
export function WatchAges({ replicas }: { replicas: readonly ReplicaView[] }) {
  const watches = replicas
    .filter(({ state }) => state === 'working' || state === 'unreachable')
    .flatMap(({ watches }) => watches);
  const kinds = [...new Set(watches.map(({ kind }) => kind))].sort();
  if (kinds.length === 0) return <p className="text-subtle">No replica watches the cluster.</p>;
  return (
    <KeyValue
      items={kinds.map((kind) => {
        const longest = Math.max(
          ...watches.filter((watch) => watch.kind === kind).map(({ silentMs }) => silentMs),
        );
        const text = `${durationText(longest)} ago`;
        return {
          label: kind,
          value: longest > stallMs ? <StatusBadge tone="warning" label={`silent, heard ${text}`} /> : text,
        };
      })}
    />
  );
}
