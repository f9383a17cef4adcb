import { DialogButton } from '#components/ui/dialog.tsx';
import type { CheckView } from '#lib/domain/conformance-views.ts';

/** What a check proves, how, and what the API server said. */
export function CheckEvidence({ check }: { check: CheckView }) {
  const { title, proves, how, evidence } = check;
  return (
    <DialogButton
      label="Evidence"
      aria-label={`Evidence of: ${title}`}
      variant="link"
      buttonSize="sm"
      size="lg"
      title={title}
      description={proves}
    >
      <p>{how}</p>
      {evidence.length === 0 ? (
        <p className="text-subtle">Nothing was tried.</p>
      ) : (
        <ul className="grid gap-2">
          {evidence.map((line) => (
            <li key={line} className="rounded-md bg-sunken px-3 py-2 font-mono text-sm wrap-anywhere">
              {line}
            </li>
          ))}
        </ul>
      )}
    </DialogButton>
  );
}
