import { GeistMono } from 'geist/font/mono';
import { GeistSans } from 'geist/font/sans';
import type { Metadata, Viewport } from 'next';
import { cookies } from 'next/headers';
import type { ReactNode } from 'react';
import { readTheme, themeCookie } from '#components/ui/theme.ts';
import { SkipLink } from '#components/ui/visually-hidden.tsx';
import './globals.css';

export const metadata: Metadata = {
  title: { default: 'Bailiwick', template: '%s · Bailiwick' },
  description: 'Ask for environments on the shared cluster, decide on requests, see usage.',
  robots: { index: false, follow: false },
};

export const viewport: Viewport = { colorScheme: 'light dark' };

export default async function RootLayout({ children }: { children: ReactNode }) {
  const theme = readTheme((await cookies()).get(themeCookie)?.value);
  return (
    <html
      lang="en"
      data-theme={theme === 'system' ? undefined : theme}
      className={`${GeistSans.variable} ${GeistMono.variable}`}
      suppressHydrationWarning
    >
      <body>
        <SkipLink />
        {children}
      </body>
    </html>
  );
}
