'use client';

import { Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { FormState } from '#components/requests/form-state.ts';
import { Button } from '#components/ui/button.tsx';
import { Input } from '#components/ui/input.tsx';
import { quotaRows } from './class-form-values.ts';
import { OfferedKeys } from './offered-keys.tsx';

type QuotaRowsProps = {
  values: Readonly<Record<string, string>>;
  state: FormState;
  /** Keys that the cluster knows, offered while one is typed. */
  offered: readonly string[];
};

const parts: readonly { name: string; label: string; placeholder?: string; list?: string }[] = [
  { name: 'key', label: 'Key', placeholder: 'pods', list: 'offered-keys' },
  { name: 'min', label: 'Minimum' },
  { name: 'default', label: 'Default' },
  { name: 'max', label: 'Maximum' },
];

/** One row a quota key with its bounds; rows can be added and taken away. */
export function QuotaRows({ values, state, offered }: QuotaRowsProps) {
  const shown = state?.values ?? values;
  const [rows, setRows] = useState(() => quotaRows(shown).map(({ index }) => Number(index)));
  const add = () => setRows((last) => [...last, Math.max(-1, ...last) + 1]);
  const errorOf = (row: number) =>
    parts.map(({ name }) => state?.fieldErrors[`quota.${row}.${name}`]).find(Boolean);
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1 font-medium">Quota</legend>
      <p className="text-sm text-subtle">
        Requests may choose between minimum and maximum. Every kind of object that fills the cluster’s store
        needs a bound.
      </p>
      {state?.fieldErrors.quota ? (
        <p id="field-quota" tabIndex={-1} className="text-sm text-danger">
          {state.fieldErrors.quota}
        </p>
      ) : null}
      <div className="grid gap-2">
        <div
          aria-hidden
          className="grid grid-cols-[minmax(0,1fr)_repeat(3,6rem)_2rem] gap-2 text-sm text-subtle max-sm:hidden"
        >
          {parts.map(({ name, label }) => (
            <span key={name}>{label}</span>
          ))}
        </div>
        {rows.map((row) => (
          <div key={row} className="grid gap-1 max-sm:border-b max-sm:pb-2">
            <div className="grid grid-cols-3 gap-2 sm:grid-cols-[minmax(0,1fr)_repeat(3,6rem)_2rem]">
              {parts.map(({ name, label, placeholder, list }) => (
                <Input
                  key={name}
                  id={`field-quota.${row}.${name}`}
                  name={`quota.${row}.${name}`}
                  aria-label={`${label} of row ${rows.indexOf(row) + 1}`}
                  aria-invalid={state?.fieldErrors[`quota.${row}.${name}`] ? true : undefined}
                  aria-describedby={errorOf(row) ? `quota-${row}-error` : undefined}
                  mono
                  autoComplete="off"
                  autoCapitalize="none"
                  spellCheck={false}
                  list={list}
                  placeholder={placeholder ?? label}
                  defaultValue={shown[`quota.${row}.${name}`] ?? ''}
                  className={name === 'key' ? 'max-sm:col-span-2' : 'max-sm:text-left sm:text-right'}
                />
              ))}
              <Button
                size="icon"
                variant="ghost"
                className="max-sm:order-first max-sm:col-start-3 max-sm:row-start-1 max-sm:justify-self-end"
                aria-label={`Remove row ${rows.indexOf(row) + 1}`}
                onClick={() => setRows((last) => last.filter((each) => each !== row))}
              >
                <Trash2 aria-hidden />
              </Button>
            </div>
            {errorOf(row) ? (
              <p id={`quota-${row}-error`} className="text-sm text-danger">
                {errorOf(row)}
              </p>
            ) : null}
          </div>
        ))}
      </div>
      <OfferedKeys keys={offered} />
      <div>
        <Button size="sm" onClick={add}>
          <Plus aria-hidden />
          Add key
        </Button>
      </div>
    </fieldset>
  );
}
