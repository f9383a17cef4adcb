import type { ComponentProps, ReactNode } from 'react';
import { cn } from './cn.ts';

type CheckboxProps = Omit<ComponentProps<'input'>, 'type'> & {
  label: ReactNode;
  hint?: ReactNode;
};

/** The label is part of the target. Also draws a radio button with `kind="radio"`. */
export function Checkbox({
  label,
  hint,
  className,
  kind = 'checkbox',
  ...rest
}: CheckboxProps & { kind?: 'checkbox' | 'radio' | undefined }) {
  return (
    <label className={cn('flex min-h-6 items-start gap-2', className)}>
      <input type={kind} className="mt-0.5 size-4 shrink-0" {...rest} />
      <span>
        {label}
        {hint ? <span className="block text-sm text-subtle">{hint}</span> : null}
      </span>
    </label>
  );
}
