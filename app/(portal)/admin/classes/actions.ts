'use server';

import { redirect } from 'next/navigation';
import { classFieldErrors, readClassSpec } from '#components/admin/class-form-values.ts';
import { type FormState, refused, textValues } from '#components/requests/form-state.ts';
import { archiveClassAction, createClassAction, createClassVersionAction } from '#lib/actions/class.ts';
import type { Result } from '#lib/domain/error.ts';

export async function createClass(previous: FormState, form: FormData): Promise<FormState> {
  const values = textValues(form);
  const result = await createClassAction({
    slug: values.slug ?? '',
    name: values.name ?? '',
    spec: readClassSpec(values),
  });
  return result.ok ? redirect(`/admin/classes/${result.data.slug}`) : refusedClass(previous, form, result);
}

export async function createVersion(
  slug: string,
  baseVersion: number,
  previous: FormState,
  form: FormData,
): Promise<FormState> {
  const values = textValues(form);
  const result = await createClassVersionAction({
    class: slug,
    baseVersion,
    name: values.name ?? '',
    spec: readClassSpec(values),
  });
  return result.ok
    ? redirect(`/admin/classes/${slug}?version=${result.data.version}`)
    : refusedClass(previous, form, result);
}

export async function archiveClass(slug: string) {
  const result = await archiveClassAction({ class: slug });
  return result.ok ? ({ ok: true } as const) : ({ ok: false, message: result.message } as const);
}

function refusedClass(
  previous: FormState,
  form: FormData,
  failure: Extract<Result<unknown>, { ok: false }>,
): FormState {
  const fieldErrors = classFieldErrors(failure.fieldErrors, textValues(form));
  return refused(previous, form, { ...failure, fieldErrors });
}
