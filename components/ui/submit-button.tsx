'use client';

import type { ComponentProps, MouseEvent } from 'react';
import { useFormStatus } from 'react-dom';
import { Button } from './button.tsx';

/** The submit button of a form with an action: pending for as long as its form is. */
export function SubmitButton({ variant = 'primary', ...rest }: ComponentProps<typeof Button>) {
  const { pending } = useFormStatus();
  return <Button type="submit" variant={variant} pending={pending} onMouseDown={keepFocus} {...rest} />;
}

// A field that loses the focus may show a message, which moves the button away between press and release: no click.
function keepFocus(event: MouseEvent) {
  event.preventDefault();
}
