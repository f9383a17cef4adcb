import { ChevronDown } from 'lucide-react';
import type { ComponentProps } from 'react';
import { cn } from './cn.ts';

const control =
  'w-full min-w-0 rounded-md border border-border-strong bg-surface px-2.5 text-foreground placeholder:text-subtle aria-invalid:border-danger disabled:cursor-not-allowed disabled:bg-sunken disabled:text-muted';

type InputProps = ComponentProps<'input'> & { mono?: boolean | undefined };

export function Input({ className, mono, ...rest }: InputProps) {
  return <input className={cn(control, 'h-8', mono && 'font-mono tabular-nums', className)} {...rest} />;
}

type TextareaProps = ComponentProps<'textarea'> & { mono?: boolean | undefined };

export function Textarea({ className, mono, rows = 3, ...rest }: TextareaProps) {
  return <textarea rows={rows} className={cn(control, 'py-1.5', mono && 'font-mono', className)} {...rest} />;
}

export type Option = { value: string; label: string; disabled?: boolean | undefined };
type SelectProps = Omit<ComponentProps<'select'>, 'children'> & { options: readonly Option[] };

/** The browser's own select: the best one on a phone and with a screen reader. */
export function Select({ className, options, ...rest }: SelectProps) {
  return (
    <span className={cn('relative inline-grid w-full', className)}>
      <select className={cn(control, 'h-8 appearance-none pr-8')} {...rest}>
        {options.map(({ value, label, disabled }) => (
          <option key={value} value={value} disabled={disabled}>
            {label}
          </option>
        ))}
      </select>
      <ChevronDown aria-hidden className="pointer-events-none absolute top-2 right-2 size-4 text-subtle" />
    </span>
  );
}
