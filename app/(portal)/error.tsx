'use client';

import { ErrorMessage } from '#components/shell/error-message.tsx';

/** The frame stays: only what is inside of it failed. */
export default function PortalError({ error, retry }: { error: unknown; retry: () => void }) {
  return <ErrorMessage error={error} retry={retry} />;
}
