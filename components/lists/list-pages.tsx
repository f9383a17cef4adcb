import { listHref } from '#components/ui/list-url.ts';
import { Pagination } from '#components/ui/pagination.tsx';
import type { Page } from '#lib/domain/views.ts';

type ListPagesProps = {
  list: Page<unknown>;
  path: string;
  params: Readonly<Record<string, string>>;
  /** Of what, in the plural. */
  noun: string;
};

/** The line under a list: which rows of how many, and the way to the others. */
export function ListPages({ list, path, params, noun }: ListPagesProps) {
  const { page, pageSize, total, items } = list;
  if (items.length === 0) return null;
  const from = (page - 1) * pageSize + 1;
  const to = from + items.length - 1;
  const href = (target: number) => listHref(path, params, { page: target === 1 ? null : target });
  return (
    <Pagination
      from={from}
      to={to}
      total={total}
      noun={noun}
      previousHref={page > 1 ? href(page - 1) : undefined}
      nextHref={to < total ? href(page + 1) : undefined}
    />
  );
}
