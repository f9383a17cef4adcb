import { CircleCheck, FileCheck2, Gauge, Layers } from 'lucide-react';
import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { listParams, type SearchParams } from '#components/lists/list-params.ts';
import { Alert } from '#components/ui/alert.tsx';
import { SubmitButton } from '#components/ui/submit-button.tsx';
import { findSignedIn } from '#lib/auth/session.ts';
import { returnPath } from './return-path.ts';
import { signInProblem } from './sign-in-problem.ts';

export const metadata: Metadata = { title: 'Sign in' };

const points = [
  { icon: Layers, text: 'Ask for environments on the shared cluster; an approver decides.' },
  {
    icon: FileCheck2,
    text: 'Get a namespace with exactly the access, isolation and quota that were agreed.',
  },
  { icon: Gauge, text: 'See what your team uses, and what is left of its budget.' },
];

export default async function SignInPage({ searchParams }: { searchParams: SearchParams }) {
  const [actor, params] = await Promise.all([findSignedIn(), listParams(searchParams)]);
  const target = returnPath(params.callbackUrl);
  if (actor !== null) redirect(target);
  const problem = signInProblem(params.error);
  return (
    <main id="main" tabIndex={-1} className="grid min-h-dvh content-center px-4 py-12">
      <div className="mx-auto grid w-full max-w-[26rem] gap-6">
        <div className="grid gap-1">
          <p className="flex items-center gap-2 font-medium">
            <svg
              aria-hidden="true"
              viewBox="0 0 16 16"
              className="size-4.5 fill-none stroke-accent stroke-[1.75]"
            >
              <rect x="1.5" y="1.5" width="13" height="13" rx="3" />
              <path d="M8 1.5v13M8 8h6.5" />
            </svg>
            Bailiwick
          </p>
          <h1 className="text-2xl font-semibold tracking-tight">Sign in</h1>
          <p className="text-muted">Environments for teams, on one shared cluster.</p>
        </div>
        {problem ? (
          <Alert tone="danger" title={problem.title}>
            {problem.text}
          </Alert>
        ) : null}
        {params.state === 'signed-out' && !problem ? (
          <p role="status" className="flex items-center gap-2 text-muted">
            <CircleCheck aria-hidden className="size-4 text-ok" />
            You are signed out.
          </p>
        ) : null}
        <form action="/api/sign-in" method="post" className="grid gap-2">
          <input type="hidden" name="callbackUrl" value={target} />
          <SubmitButton size="lg">{problem ? 'Try again' : 'Sign in with your company account'}</SubmitButton>
          <p className="text-sm text-subtle">
            {target === '/'
              ? 'You sign in at your company’s identity provider; this portal never sees your password.'
              : 'After it you are back on the page that you wanted to open.'}
          </p>
        </form>
        <ul className="grid gap-3 border-t pt-6 text-muted">
          {points.map(({ icon: Icon, text }) => (
            <li key={text} className="flex gap-2.5">
              <Icon aria-hidden className="mt-0.5 size-4 shrink-0 text-subtle" />
              {text}
            </li>
          ))}
        </ul>
      </div>
    </main>
  );
}
