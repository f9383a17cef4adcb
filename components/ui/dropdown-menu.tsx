'use client';

import { ChevronDown } from 'lucide-react';
import Link from 'next/link';
import { type ComponentProps, type KeyboardEvent, type MouseEvent, type ReactNode, useId } from 'react';
import { Button } from './button.tsx';
import type { ButtonStyle } from './button-style.ts';
import { cn } from './cn.ts';

type DropdownMenuProps = ButtonStyle & {
  /** What the button says; with `ariaLabel` it may be an icon. */
  label: ReactNode;
  ariaLabel?: string | undefined;
  align?: 'start' | 'end' | undefined;
  chevron?: boolean | undefined;
  className?: string | undefined;
  menuClassName?: string | undefined;
  children: ReactNode;
};

/** A button with a list of links and buttons: the browser's popover, so it works before hydration and closes by itself. */
export function DropdownMenu(props: DropdownMenuProps) {
  const {
    label,
    ariaLabel,
    align = 'end',
    chevron = true,
    className,
    menuClassName,
    children,
    ...style
  } = props;
  const id = useId();
  return (
    <>
      <Button
        {...style}
        popoverTarget={id}
        aria-label={ariaLabel}
        className={className}
        onKeyDown={openAtFirst}
      >
        {label}
        {chevron ? <ChevronDown aria-hidden /> : null}
      </Button>
      <div
        id={id}
        popover="auto"
        {...behaviour}
        className={cn(
          'max-h-[80dvh] w-max max-w-[calc(100vw-1rem)] min-w-48 overflow-y-auto rounded-lg border bg-surface p-1 text-left text-foreground whitespace-normal',
          align === 'end' ? 'popover-menu' : 'popover-menu-start',
          menuClassName,
        )}
      >
        {children}
      </div>
    </>
  );
}

// The list itself is no control: it only follows what happens to its items.
const behaviour = {
  onKeyDown: moveFocus,
  onClick: (event: MouseEvent<HTMLDivElement>) => {
    if (event.target instanceof Element && event.target.closest('a, button:not([data-stay])')) {
      event.currentTarget.hidePopover();
    }
  },
};

/** Arrow down on the button goes to the first item. */
function openAtFirst(event: KeyboardEvent<HTMLButtonElement>) {
  const { key, currentTarget } = event;
  const list = currentTarget.popoverTargetElement;
  if (key !== 'ArrowDown' || !(list instanceof HTMLElement)) return;
  event.preventDefault();
  list.showPopover({ source: currentTarget });
  list.querySelector<HTMLElement>('a, button:not(:disabled), input')?.focus();
}

/** Arrow keys, Home and End as well as Tab. */
function moveFocus(event: KeyboardEvent<HTMLDivElement>) {
  if (event.target instanceof HTMLInputElement) return;
  const items = [...event.currentTarget.querySelectorAll<HTMLElement>('a, button:not(:disabled)')];
  const at = items.findIndex((one) => one.matches(':focus'));
  const target: Record<string, number> = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 };
  const next = target[event.key];
  if (next === undefined || items.length === 0) return;
  event.preventDefault();
  items.at(next % items.length)?.focus();
}

const item =
  'flex min-h-8 w-full items-center gap-2 rounded-md px-2 py-1 text-left hover:bg-sunken [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-subtle';

export function MenuLink({ className, ...rest }: ComponentProps<typeof Link>) {
  return <Link className={cn(item, className)} {...rest} />;
}

/** For acts; with `type="submit"` inside a form it works without scripts. */
export function MenuButton({
  className,
  danger,
  type,
  ...rest
}: ComponentProps<'button'> & { danger?: boolean | undefined }) {
  return (
    <button type={type ?? 'button'} className={cn(item, danger && 'text-danger', className)} {...rest} />
  );
}

export function MenuHeading({ children }: { children: ReactNode }) {
  return <p className="px-2 pt-1.5 pb-1 text-xs font-medium text-subtle">{children}</p>;
}

export function MenuSeparator() {
  return <hr className="-mx-1 my-1" />;
}
