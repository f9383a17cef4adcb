import { Minus, Plus } from 'lucide-react';
import { VisuallyHidden } from './visually-hidden.tsx';

export type FieldChange = {
  path: string;
  /** Missing: the field is new. */
  before?: string | undefined;
  /** Missing: the field goes away. */
  after?: string | undefined;
};

type DiffViewProps = {
  caption: string;
  beforeLabel?: string | undefined;
  afterLabel?: string | undefined;
  changes: readonly FieldChange[];
};

/** Field by field, before and after; − and + say it without colour. */
export function DiffView({ caption, beforeLabel = 'Before', afterLabel = 'After', changes }: DiffViewProps) {
  return (
    <table className="w-full table-fixed border-separate border-spacing-0 rounded-lg border text-sm max-sm:block">
      <caption className="sr-only">{caption}</caption>
      <thead className="max-sm:sr-only">
        <tr>
          {['Field', beforeLabel, afterLabel].map((header) => (
            <th key={header} scope="col" className="border-b px-3 py-1.5 text-left font-medium text-subtle">
              {header}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="max-sm:block">
        {changes.map(({ path, before, after }) => (
          <tr
            key={`${path} ${before} ${after}`}
            className="group max-sm:grid max-sm:grid-cols-2 max-sm:border-b max-sm:last:border-b-0"
          >
            <th
              scope="row"
              className="px-3 py-1.5 text-left font-mono font-normal break-words text-muted max-sm:col-span-2 sm:border-b sm:group-last:border-b-0"
            >
              {path}
            </th>
            <Side kind="removed" value={before} />
            <Side kind="added" value={after} />
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Side({ kind, value }: { kind: 'removed' | 'added'; value: string | undefined }) {
  const Icon = kind === 'removed' ? Minus : Plus;
  const look = kind === 'removed' ? 'bg-danger-subtle text-danger' : 'bg-ok-subtle text-ok';
  const cell = 'px-3 py-1.5 align-top sm:border-b sm:group-last:border-b-0';
  if (value === undefined) return <td className={`${cell} text-subtle`}>not set</td>;
  return (
    <td className={`${cell} ${look}`}>
      <span className="flex items-start gap-1.5">
        <Icon aria-hidden className="mt-0.5 size-3.5 shrink-0" />
        <VisuallyHidden>{kind}: </VisuallyHidden>
        <span className="min-w-0 font-mono break-words whitespace-pre-wrap">{value}</span>
      </span>
    </td>
  );
}
