'use client';

import { Search } from 'lucide-react';
import Form from 'next/form';
import Link from 'next/link';
import { useId, useRef } from 'react';
import { Button } from './button.tsx';
import { buttonStyle } from './button-style.ts';
import { Input, type Option, Select } from './input.tsx';

export type Filter = { name: string; label: string; options: readonly Option[]; value?: string | undefined };

type FilterBarProps = {
  /** What it filters, where a page has more than one. */
  label?: string | undefined;
  /** The page's own path; the form is sent there as a query. */
  action: string;
  search?: { name?: string; label: string; value?: string | undefined } | undefined;
  filters?: readonly Filter[] | undefined;
  /** Other state to keep, such as the sort. */
  keep?: Readonly<Record<string, string | undefined>> | undefined;
  /** Shown when something is filtered. */
  clearHref?: string | undefined;
};

/** Search and filters as a GET form: the state is in the URL, and it works without scripts by its button. */
export function FilterBar({
  label: title,
  action,
  search,
  filters = [],
  keep = {},
  clearHref,
}: FilterBarProps) {
  const form = useRef<HTMLFormElement>(null);
  const id = useId();
  return (
    <Form
      ref={form}
      action={action}
      role="search"
      aria-label={title}
      className="flex flex-wrap items-end gap-2"
      scroll={false}
    >
      {Object.entries(keep).map(([name, value]) =>
        value ? <input key={name} type="hidden" name={name} value={value} /> : null,
      )}
      {search ? (
        <div className="relative min-w-40 grow basis-56 sm:max-w-80">
          <Search aria-hidden className="pointer-events-none absolute top-2 left-2.5 size-4 text-subtle" />
          <Input
            key={search.value}
            type="search"
            name={search.name ?? 'q'}
            aria-label={search.label}
            placeholder={search.label}
            defaultValue={search.value}
            className="pl-8"
          />
        </div>
      ) : null}
      {filters.map(({ name, label, options, value }) => (
        <label key={name} htmlFor={`${id}-${name}`} className="flex items-center gap-2">
          <span className="text-sm whitespace-nowrap text-subtle">{label}</span>
          <Select
            key={value}
            id={`${id}-${name}`}
            name={name}
            options={options}
            defaultValue={value ?? ''}
            onChange={() => form.current?.requestSubmit()}
            className="w-auto!"
          />
        </label>
      ))}
      <Button type="submit">Filter</Button>
      {clearHref ? (
        <Link href={clearHref} className={buttonStyle({ variant: 'ghost' })}>
          Clear
        </Link>
      ) : null}
    </Form>
  );
}
