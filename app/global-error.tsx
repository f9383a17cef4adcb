'use client';

import { GeistMono } from 'geist/font/mono';
import { GeistSans } from 'geist/font/sans';
import { useSyncExternalStore } from 'react';
import { ErrorMessage } from '#components/shell/error-message.tsx';
import { readTheme, themeCookie } from '#components/ui/theme.ts';
import './globals.css';

/** In place of the root layout when that fails, so it brings fonts and theme of its own. */
export default function GlobalError({ error, retry }: { error: unknown; retry: () => void }) {
  const theme = useSyncExternalStore(subscribe, cookieTheme, () => 'system');
  return (
    <html
      lang="en"
      data-theme={theme === 'system' ? undefined : theme}
      className={`${GeistSans.variable} ${GeistMono.variable}`}
    >
      <head>
        <title>Problem · Bailiwick</title>
        <meta name="color-scheme" content="light dark" />
      </head>
      <body>
        <main id="main">
          <ErrorMessage error={error} retry={retry} />
        </main>
      </body>
    </html>
  );
}

const subscribe = () => () => undefined;

function cookieTheme() {
  return readTheme(new RegExp(`(?:^|; )${themeCookie}=(\\w+)`).exec(document.cookie)?.[1]);
}
