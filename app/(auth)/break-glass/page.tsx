import type { Metadata } from 'next';
import { listParams, type SearchParams } from '#components/lists/list-params.ts';
import { Alert } from '#components/ui/alert.tsx';
import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { SubmitButton } from '#components/ui/submit-button.tsx';

export const metadata: Metadata = { title: 'Break-glass' };

export default async function BreakGlassPage({ searchParams }: { searchParams: SearchParams }) {
  const { refused } = await listParams(searchParams);
  return (
    <main id="main" tabIndex={-1} className="grid min-h-dvh content-center px-4 py-12">
      <div className="mx-auto grid w-full max-w-[26rem] gap-6">
        <div className="grid gap-1">
          <p className="font-medium">Bailiwick</p>
          <h1 className="text-2xl font-semibold tracking-tight">Break-glass</h1>
          <p className="text-muted">
            For operators, when the identity provider is down. Everything here is recorded and shown to
            admins.
          </p>
        </div>
        {refused ? (
          <Alert tone="danger" title="This code does not open anything">
            It is mistyped, was used, or is older than ten minutes. Make another one on the server console.
          </Alert>
        ) : null}
        <form action="/api/break-glass" method="post" className="grid gap-4">
          <Field
            id="field-code"
            label="One-time code"
            hint="From the server console: npm run break-glass"
            required
          >
            {(control) => (
              <Input
                {...control}
                name="code"
                mono
                required
                maxLength={40}
                autoComplete="one-time-code"
                autoCapitalize="characters"
                spellCheck={false}
              />
            )}
          </Field>
          <SubmitButton size="lg">Sign in as the local admin</SubmitButton>
        </form>
      </div>
    </main>
  );
}
