import { SentenceList } from '#components/ui/sentence-list.tsx';
import type { FlowChanges } from '#lib/domain/network/flow-changes.ts';

type FlowChangesViewProps = { flows: FlowChanges | null; heading: 'h2' | 'h3' };

/** Which connections a request cuts, and which it opens. */
export function FlowChangesView({ flows, heading: Heading }: FlowChangesViewProps) {
  if (flows === null) return null;
  return (
    <section className="grid gap-2 text-sm">
      <Heading className="text-base font-medium">Network</Heading>
      {flows.lost.length > 0 ? (
        <div>
          <p className="font-medium text-warning">No longer</p>
          <SentenceList sentences={flows.lost} />
        </div>
      ) : null}
      {flows.gained.length > 0 ? (
        <div>
          <p className="font-medium">New</p>
          <SentenceList sentences={flows.gained} />
        </div>
      ) : null}
    </section>
  );
}
