'use client';

import { Minus, Plus } from 'lucide-react';
import type { ComponentProps } from 'react';
import { Button } from './button.tsx';
import { cn } from './cn.ts';
import { Input } from './input.tsx';

type StepperQuantityProps = Omit<ComponentProps<'input'>, 'onChange' | 'value' | 'type'> & {
  id: string;
  value: string;
  onChange: (value: string) => void;
  /** The next allowed value up (1) or down (-1), null at the bound. Exact arithmetic is the caller's. */
  onStep: (direction: 1 | -1) => string | null;
  /** What is stepped, for the names of the buttons: "CPU requests". */
  what: string;
  /** Behind the field: "CPU", "of 4 CPU". */
  unit?: string | undefined;
};

/** − exact field + : takes a quantity as Kubernetes writes it (500m, 2, 4Gi). Arrow up and down step as well. */
export function StepperQuantity(props: StepperQuantityProps) {
  const { id, value, onChange, onStep, what, unit, className, ...rest } = props;
  const step = (direction: 1 | -1) => {
    const next = onStep(direction);
    if (next !== null) onChange(next);
  };
  return (
    <div className={cn('flex items-center gap-1', className)}>
      <Button size="icon" aria-label={`Less ${what}`} aria-controls={id} onClick={() => step(-1)}>
        <Minus aria-hidden />
      </Button>
      <Input
        {...rest}
        id={id}
        mono
        value={value}
        inputMode="text"
        autoComplete="off"
        spellCheck={false}
        className="max-w-28 text-right"
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
          event.preventDefault();
          step(event.key === 'ArrowUp' ? 1 : -1);
        }}
      />
      <Button size="icon" aria-label={`More ${what}`} aria-controls={id} onClick={() => step(1)}>
        <Plus aria-hidden />
      </Button>
      {unit ? <span className="ml-1 text-sm whitespace-nowrap text-subtle">{unit}</span> : null}
    </div>
  );
}
