'use client';

import { type ReactNode, useEffect } from 'react';
import { Alert } from './alert.tsx';

export type FieldError = { fieldId: string; message: string };

type FormErrorSummaryProps = {
  /** What did not work and why, when it is not about one field. */
  message?: ReactNode;
  errors?: readonly FieldError[] | undefined;
  /** Pass the submission's number or result, so that a second failing submit moves the focus again. */
  submission?: unknown;
};

/** After a refused submit: announces what is wrong, links to each field and puts the focus on the first of them. */
export function FormErrorSummary({ message, errors = [], submission }: FormErrorSummaryProps) {
  const first = errors[0]?.fieldId;
  // `submission` is read so that the effect runs again for the same first field.
  useEffect(() => {
    if (first && submission !== null) document.getElementById(first)?.focus();
  }, [first, submission]);
  if (!message && errors.length === 0) return null;
  const count = errors.length === 1 ? 'One field needs' : `${errors.length} fields need`;
  return (
    <Alert tone="danger" live title={message ?? `${count} your attention`}>
      {errors.length > 0 ? (
        <ul className="list-disc pl-4">
          {errors.map(({ fieldId, message: text }) => (
            <li key={fieldId}>
              <a href={`#${fieldId}`} className="underline underline-offset-3">
                {text}
              </a>
            </li>
          ))}
        </ul>
      ) : null}
    </Alert>
  );
}
