import { Alert } from '#components/ui/alert.tsx';
import { ButtonLink } from '#components/ui/button.tsx';
import { CodeBlock } from '#components/ui/code-block.tsx';
import { TimeAgo } from '#components/ui/time-ago.tsx';
import type { DenialView } from '#lib/domain/environment-views.ts';
import { resizeHref } from './environment-href.ts';

type DenialListProps = {
  environment: { slug: string; team: { slug: string }; deleteAfter: string | null };
  denials: readonly DenialView[];
  canRequest: boolean;
};

/** What the cluster refuses to make, why, and the way out; nothing at all while it refuses nothing. */
export function DenialList({ environment, denials, canRequest }: DenialListProps) {
  if (denials.length === 0) return null;
  const mayAsk = canRequest && environment.deleteAfter === null;
  return (
    <section aria-labelledby="denials" className="grid gap-2">
      <h2 id="denials" className="font-medium">
        Refused by the cluster
      </h2>
      <ul className="grid gap-2">
        {denials.map((denial) => (
          <li key={denial.id} className="wrap-anywhere">
            <Alert
              tone="danger"
              title={denial.title}
              actions={
                mayAsk && denial.resize ? (
                  <ButtonLink size="sm" href={resizeHref(environment, denial.resize.quota)}>
                    {denial.resize.label}
                    <span className="sr-only">: {denial.title}</span>
                  </ButtonLink>
                ) : undefined
              }
            >
              <DenialText denial={denial} />
            </Alert>
          </li>
        ))}
      </ul>
    </section>
  );
}

function DenialText({
  denial: { title, reason, advice, yaml, said, firstAt, lastAt },
}: {
  denial: DenialView;
}) {
  return (
    <div className="grid gap-1">
      <p>{reason}</p>
      <p>
        {advice}{' '}
        <span className="text-subtle">
          Last <TimeAgo at={lastAt} />, first <TimeAgo at={firstAt} />.
        </span>
      </p>
      <details>
        <summary className="inline-block leading-6 text-accent underline underline-offset-3">
          {yaml === null ? 'What the cluster said' : 'What to write, and what the cluster said'}
          <span className="sr-only">: {title}</span>
        </summary>
        <div className="grid gap-2 pt-2">
          {yaml === null ? null : <CodeBlock code={yaml} label={`Manifest that keeps the rule: ${title}`} />}
          <p className="font-mono text-sm text-foreground">{said}</p>
        </div>
      </details>
    </div>
  );
}
