import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { ButtonLink } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { listHref } from '#components/ui/list-url.ts';
import type { Page } from '#lib/domain/views.ts';
import { ListPages } from './list-pages.tsx';
import type { ListState } from './read-list.ts';

type ListCardProps = {
  state: Pick<ListState, 'path' | 'params' | 'filtered'>;
  list: Page<unknown>;
  /** Of what, in the plural. */
  noun: string;
  icon: LucideIcon;
  /** Shown while there is nothing at all: what this is for, and the one next thing to do. */
  empty: { title: string; text?: ReactNode; action?: ReactNode };
  /** The table. */
  children: ReactNode;
};

/** A table with its pages, or why it is empty and what to do next. */
export function ListCard({ state, list, noun, icon, empty, children }: ListCardProps) {
  return (
    <Card flush>
      {list.items.length === 0 ? (
        <NoRows state={state} list={list} noun={noun} icon={icon} empty={empty} />
      ) : (
        children
      )}
      <ListPages list={list} path={state.path} params={state.params} noun={noun} />
    </Card>
  );
}

function NoRows({ state, list, noun, icon, empty }: Omit<ListCardProps, 'children'>) {
  const { path, params, filtered } = state;
  if (list.total > 0) {
    const first = <ButtonLink href={listHref(path, params, { page: null })}>Go to the first page</ButtonLink>;
    return <EmptyState icon={icon} title={`There are not so many ${noun}`} action={first} />;
  }
  if (filtered) {
    const all = <ButtonLink href={path}>Show all {noun}</ButtonLink>;
    return <EmptyState icon={icon} title={`No ${noun} match`} action={all} />;
  }
  return (
    <EmptyState icon={icon} title={empty.title} action={empty.action}>
      {empty.text}
    </EmptyState>
  );
}
