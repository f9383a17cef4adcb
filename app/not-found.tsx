import type { Metadata } from 'next';
import { headers } from 'next/headers';
import { MessagePage } from '#components/shell/message-page.tsx';
import { ButtonLink } from '#components/ui/button.tsx';

export const metadata: Metadata = { title: 'Not found' };

export default async function NotFound() {
  return (
    <main id="main" tabIndex={-1}>
      <MessagePage
        code="404"
        title="Nothing here that you may see"
        requestId={(await headers()).get('x-request-id')}
        actions={<ButtonLink href="/">Go to home</ButtonLink>}
      >
        The address may be wrong, what was here may be gone, or it belongs to a team that you are not in. An
        owner of the team can add you.
      </MessagePage>
    </main>
  );
}
