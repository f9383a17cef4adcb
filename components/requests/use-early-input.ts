'use client';

import { type RefObject, useEffect, useEffectEvent } from 'react';

/** Hands over what was typed or chosen before the page came alive, so that nothing typed is lost. */
export function useEarlyInput(
  form: RefObject<HTMLFormElement | null>,
  take: (values: Readonly<Record<string, string>>) => void,
): void {
  const onEarly = useEffectEvent(take);
  useEffect(() => {
    const values = form.current ? earlyValues(form.current) : {};
    if (Object.keys(values).length > 0) onEarly(values);
  }, [form]);
}

function earlyValues(form: HTMLFormElement): Record<string, string> {
  const controls = [...form.elements].filter(isControl).filter(({ name }) => name !== '');
  return Object.fromEntries(controls.filter(isChanged).map(({ name, value }) => [name, value]));
}

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

function isControl(element: Element): element is Control {
  return ['INPUT', 'TEXTAREA', 'SELECT'].includes(element.tagName);
}

// The attributes still say what the server rendered; the properties say what the person did.
function isChanged(control: Control): boolean {
  if (control instanceof HTMLSelectElement) return control.selectedOptions[0]?.defaultSelected === false;
  if (control.type === 'radio') return 'checked' in control && control.checked && !control.defaultChecked;
  return control.value !== control.defaultValue;
}
