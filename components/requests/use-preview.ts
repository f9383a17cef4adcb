'use client';

import { useEffect, useState } from 'react';
import type { FieldErrors, Result } from '#lib/domain/error.ts';
import type { RequestPlan } from '#lib/domain/request-views.ts';

/** What would happen if the form were sent now. */
export type Preview = RequestPlan & {
  automatic: boolean;
  /** Who decides, in words. */
  approval: string;
  /** What would be refused, by field: also what only the server can know, like a name that is taken. */
  problems: FieldErrors;
};

export type PreviewState =
  | { state: 'waiting'; preview: Preview | null }
  | { state: 'ready'; preview: Preview }
  | { state: 'failed'; message: string; preview: Preview | null };

/** Asks the server a quarter of a second after the last change; late answers to older questions are dropped. */
export function usePreview<Input>(
  input: Input | null,
  ask: (input: Input) => Promise<Result<Preview>>,
): PreviewState {
  const [shown, setShown] = useState<PreviewState>({ state: 'waiting', preview: null });
  const question = input === null ? null : JSON.stringify(input);
  useEffect(() => {
    if (question === null) return;
    let stale = false;
    const timer = setTimeout(async () => {
      const next = await answer(question, ask);
      if (!stale) setShown((last) => ({ ...next, preview: next.preview ?? last.preview }) as PreviewState);
    }, 250);
    return () => {
      stale = true;
      clearTimeout(timer);
    };
  }, [question, ask]);
  return shown;
}

async function answer<Input>(
  question: string,
  ask: (input: Input) => Promise<Result<Preview>>,
): Promise<PreviewState> {
  try {
    const result = await ask(JSON.parse(question));
    return result.ok
      ? { state: 'ready', preview: result.data }
      : { state: 'failed', message: result.message, preview: null };
  } catch {
    return {
      state: 'failed',
      message: 'The effect can’t be shown: the portal did not answer.',
      preview: null,
    };
  }
}
