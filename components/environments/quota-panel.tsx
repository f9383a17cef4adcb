import { EmptyState } from '#components/ui/empty-state.tsx';
import { QuotaBar } from '#components/ui/quota-bar.tsx';
import type { QuotaUsageLine } from '#lib/domain/environment-views.ts';

/** Used of hard, key by key. What was not measured yet says so instead of showing 0; a limit of 0 is a ban. */
export function QuotaPanel({ lines }: { lines: readonly QuotaUsageLine[] }) {
  if (lines.length === 0) return <EmptyState title="This environment has no quota" className="py-6" />;
  const banned = lines.filter(({ hard }) => hard === '0');
  return (
    <div className="grid gap-2.5">
      {lines
        .filter((line) => !banned.includes(line))
        .map(({ key, label, usedText, hardText, ratio }) => (
          <QuotaBar key={key} label={label} used={usedText ?? 'not known'} hard={hardText} ratio={ratio} />
        ))}
      {banned.length > 0 ? (
        <p className="text-sm text-muted">Not allowed here: {banned.map(({ label }) => label).join(', ')}.</p>
      ) : null}
    </div>
  );
}
