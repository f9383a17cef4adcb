import { ArrowDown, ArrowUp, ChevronsUpDown } from 'lucide-react';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { cn } from './cn.ts';
import type { Sort } from './list-url.ts';

export type Column<Row> = {
  key: string;
  header: string;
  cell: (row: Row) => ReactNode;
  /** `end` for numbers: right-aligned, tabular figures. */
  align?: 'start' | 'end' | undefined;
  sortable?: boolean | undefined;
  /** The header is only for screen readers, as for row actions. */
  hideHeader?: boolean | undefined;
  className?: string | undefined;
};

type DataTableProps<Row> = {
  /** What the rows are; read by screen readers. */
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  sort?: Sort | undefined;
  /** The address that sorts by a column. */
  sortHref?: ((column: string) => string) | undefined;
  /** Shown in place of the rows, usually an EmptyState. */
  empty?: ReactNode;
};

/**
 * One line a row. Below 640 px each row becomes a block with its labels, the first column as its heading line, and of
 * the header what sorts stays.
 */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { caption, columns, rows, rowKey, sort, sortHref, empty } = props;
  if (rows.length === 0 && empty) return empty;
  const sortable = sortHref !== undefined && columns.some((column) => column.sortable);
  return (
    <table className="w-full border-separate border-spacing-0 max-sm:block">
      <caption className="sr-only">{caption}</caption>
      <thead className={sortable ? 'max-sm:block' : 'max-sm:sr-only'}>
        <tr className="max-sm:flex max-sm:flex-wrap max-sm:gap-x-4 max-sm:border-b max-sm:px-4 max-sm:py-1.5">
          {columns.map((column) => (
            <HeaderCell
              key={column.key}
              column={column}
              sort={sort?.column === column.key ? sort : undefined}
              href={column.sortable ? sortHref?.(column.key) : undefined}
            />
          ))}
        </tr>
      </thead>
      <tbody className="max-sm:block">
        {rows.map((row) => (
          <tr
            key={rowKey(row)}
            className="group hover:bg-sunken/50 max-sm:block max-sm:border-b max-sm:py-2 max-sm:last:border-b-0"
          >
            {columns.map((column, index) => (
              <BodyCell key={column.key} column={column} first={index === 0}>
                {column.cell(row)}
              </BodyCell>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

type HeaderCellProps = {
  column: Pick<Column<never>, 'header' | 'align' | 'hideHeader' | 'className'>;
  sort: Sort | undefined;
  href: string | undefined;
};

function HeaderCell({ column, sort, href }: HeaderCellProps) {
  const { header, align, hideHeader, className } = column;
  const Icon = sort ? (sort.direction === 'asc' ? ArrowUp : ArrowDown) : ChevronsUpDown;
  return (
    <th
      scope="col"
      aria-sort={sort ? (sort.direction === 'asc' ? 'ascending' : 'descending') : undefined}
      className={cn(
        'sticky top-(--sticky-top,0px) z-1 h-9 border-b bg-surface px-4 text-sm font-medium whitespace-nowrap text-subtle first:rounded-tl-lg last:rounded-tr-lg',
        href ? 'max-sm:static max-sm:h-auto max-sm:border-b-0 max-sm:px-0' : 'max-sm:sr-only',
        align === 'end' ? 'text-right' : 'text-left',
        className,
      )}
    >
      {href ? (
        <Link href={href} scroll={false} className="inline-flex h-6 items-center gap-1 hover:text-foreground">
          {header}
          <Icon aria-hidden className="size-3.5" />
        </Link>
      ) : (
        <span className={hideHeader ? 'sr-only' : undefined}>{header}</span>
      )}
    </th>
  );
}

type BodyCellProps<Row> = { column: Column<Row>; first: boolean; children: ReactNode };

function BodyCell<Row>({ column, first, children }: BodyCellProps<Row>) {
  const { header, align, hideHeader, className } = column;
  const labelled = !first && !hideHeader;
  return (
    <td
      className={cn(
        'h-10 px-4 py-1.5 sm:border-b sm:group-last:border-b-0',
        'max-sm:flex max-sm:h-auto max-sm:min-h-7 max-sm:flex-wrap max-sm:items-center max-sm:justify-between max-sm:gap-x-4 max-sm:py-0.5',
        first && 'max-sm:font-medium',
        hideHeader && align === 'end' && 'max-sm:justify-end',
        align === 'end' && 'tabular-nums sm:text-right sm:whitespace-nowrap',
        className,
      )}
    >
      {labelled ? <span className="text-sm text-subtle sm:hidden">{header}</span> : null}
      {children}
    </td>
  );
}
