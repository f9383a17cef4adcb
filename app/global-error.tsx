'use client';

import { ErrorMessage } from '#components/shell/error-message.tsx';
import './globals.css';

export default function GlobalError({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <html lang="en">
      <head>
        <title>Problem · Bailiwick</title>
      </head>
      <body>
        <main id="main">
          <ErrorMessage error={error} retry={retry} />
        </main>
      </body>
    </html>
  );
}
