import type { FieldErrors, Result } from '#lib/domain/error.ts';

/** What a form shows after a refused submit: the messages and everything that was typed. */
export type FormState = {
  message: string;
  fieldErrors: FieldErrors;
  values: Readonly<Record<string, string>>;
  /** Changes with each refusal, so that the focus moves again to the same first field. */
  attempt: number;
} | null;

/** A server action for `useActionState`: the form works as a plain post before hydration. On success it redirects. */
export type FormSubmit = (previous: FormState, form: FormData) => Promise<FormState>;

/** All text of a form, by field name; React's own hidden fields are left out. */
export function textValues(form: FormData): Record<string, string> {
  const values: Record<string, string> = {};
  for (const [name, value] of form) {
    if (typeof value === 'string' && !name.startsWith('$')) values[name] = value;
  }
  return values;
}

/** The state after a refusal. */
export function refused(
  previous: FormState,
  form: FormData,
  failure: Extract<Result<unknown>, { ok: false }>,
): FormState {
  const message =
    failure.code === 'UNEXPECTED'
      ? `${failure.message} Request id ${failure.requestId}.`
      : Object.keys(failure.fieldErrors).length > 0
        ? ''
        : failure.message;
  const values = textValues(form);
  return {
    message,
    fieldErrors: inFormOrder(failure.fieldErrors, values),
    values,
    attempt: (previous?.attempt ?? 0) + 1,
  };
}

// A form sends its fields in the order of the page, so the first error is the topmost one.
function inFormOrder(errors: FieldErrors, values: Readonly<Record<string, string>>): FieldErrors {
  const names = Object.keys(values);
  const rank = (name: string) => (names.includes(name) ? names.indexOf(name) : names.length);
  const placed = Object.entries(errors).map(([path, text]): [string, string] => [
    path.replace(/^payload\./, ''),
    text,
  ]);
  return Object.fromEntries(placed.toSorted(([one], [other]) => rank(one) - rank(other)));
}

/**
 * The state after a success that stays on the page: attempt 0 tells it from a refusal. The fields keep what was typed; without
 * a form they begin with what the page now has.
 */
export function saved(form: FormData | null, message: string): FormState {
  return { message, fieldErrors: {}, values: form === null ? {} : textValues(form), attempt: 0 };
}

/** Errors in the order of the fields, for the summary. Ids of controls are `field-<name>`. */
export function summaryOf(state: FormState): { fieldId: string; message: string }[] {
  return Object.entries(state?.fieldErrors ?? {}).map(([name, message]) => ({
    fieldId: `field-${name}`,
    message,
  }));
}
