import { LoaderCircle } from 'lucide-react';
import Link from 'next/link';
import type { ComponentProps, MouseEvent } from 'react';
import { type ButtonStyle, buttonStyle } from './button-style.ts';

type ButtonProps = ComponentProps<'button'> & ButtonStyle & { pending?: boolean | undefined };

/** While pending it keeps its place and the focus, and ignores further presses. */
export function Button({ variant, size, pending, className, children, type, onClick, ...rest }: ButtonProps) {
  return (
    <button
      type={type ?? 'button'}
      className={buttonStyle({ variant, size, className })}
      aria-disabled={pending || undefined}
      aria-busy={pending || undefined}
      onClick={pending ? ignore : onClick}
      {...rest}
    >
      {pending ? <LoaderCircle aria-hidden className="animate-spin" /> : null}
      {children}
    </button>
  );
}

function ignore(event: MouseEvent) {
  event.preventDefault();
}

type ButtonLinkProps = ComponentProps<typeof Link> & ButtonStyle;

/** A link that looks like a button: for going somewhere, not for doing something. */
export function ButtonLink({ variant, size, className, ...rest }: ButtonLinkProps) {
  return <Link className={buttonStyle({ variant, size, className })} {...rest} />;
}

/** A link inside text. */
export function TextLink({ className, ...rest }: ComponentProps<typeof Link>) {
  return <Link className={buttonStyleText(className)} {...rest} />;
}

function buttonStyleText(className: string | undefined) {
  return `text-accent underline underline-offset-3 decoration-1 hover:decoration-2 ${className ?? ''}`;
}
