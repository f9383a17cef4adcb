'use client';

import { ErrorMessage } from '#components/shell/error-message.tsx';

export default function ErrorPage({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <main id="main" tabIndex={-1}>
      <ErrorMessage error={error} retry={retry} />
    </main>
  );
}
