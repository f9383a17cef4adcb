'use server';

import { redirect } from 'next/navigation';
import type { PlatformFormState } from '#components/platform/platform-form.tsx';
import { platformErrors, readPlatform } from '#components/platform/platform-form-values.ts';
import type { Review } from '#components/platform/platform-review.tsx';
import { refused, textValues } from '#components/requests/form-state.ts';
import { changePlatformAction, previewPlatformAction } from '#lib/actions/platform.ts';
import type { Result } from '#lib/domain/error.ts';

/** Shows what the settings would change, unless exactly these were shown already: then they are saved. */
export async function changeSettings(
  baseVersion: number,
  previous: PlatformFormState,
  form: FormData,
): Promise<PlatformFormState> {
  const values = textValues(form);
  const settings = readPlatform(values);
  const text = JSON.stringify(settings);
  if (values.reviewed !== text) {
    const preview = await previewPlatformAction({ settings });
    if (!preview.ok) return wrong(previous, form, preview, null);
    const attempt = (previous?.attempt ?? 0) + 1;
    const review = { settings: text, ...preview.data };
    return { message: '', fieldErrors: {}, values: { ...values, reviewed: text }, attempt, review };
  }
  const result = await changePlatformAction({ baseVersion, settings, reason: values.reason ?? '' });
  if (result.ok) redirect(`/admin/network?saved=${result.data.version}`);
  return wrong(previous, form, result, previous?.review ?? null);
}

function wrong(
  previous: PlatformFormState,
  form: FormData,
  failure: Extract<Result<unknown>, { ok: false }>,
  review: Review | null,
): PlatformFormState {
  const fieldErrors = platformErrors(failure.fieldErrors, textValues(form));
  const state = refused(previous, form, { ...failure, fieldErrors });
  return state === null ? null : { ...state, review };
}
