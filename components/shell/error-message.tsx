'use client';

import { Button, ButtonLink } from '#components/ui/button.tsx';
import { MessagePage } from './message-page.tsx';

type ErrorMessageProps = { error: unknown; retry: () => void };

/** The digest is what the server's log line carries, so it is the id to ask with; the error itself stays there. */
export function ErrorMessage({ error, retry }: ErrorMessageProps) {
  const digest = error instanceof Error && 'digest' in error ? String(error.digest) : null;
  return (
    <>
      <title>Problem · Bailiwick</title>
      <MessagePage
        title="This page could not be made"
        requestId={digest}
        actions={
          <>
            <Button variant="primary" onClick={() => retry()}>
              Try again
            </Button>
            <ButtonLink href="/">Go to home</ButtonLink>
          </>
        }
      >
        Something failed on the portal's side. Nothing that runs in the cluster is affected. Try again; if it
        stays, tell the platform team the id below.
      </MessagePage>
    </>
  );
}
