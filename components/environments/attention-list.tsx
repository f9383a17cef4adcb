import { Alert } from '#components/ui/alert.tsx';
import { ButtonLink } from '#components/ui/button.tsx';
import type { AttentionPoint } from './attention.ts';

/** What needs attention, worst first; nothing at all when all is well. */
export function AttentionList({ points }: { points: readonly AttentionPoint[] }) {
  if (points.length === 0) return null;
  return (
    <section aria-labelledby="attention" className="grid gap-2">
      <h2 id="attention" className="font-medium">
        Needs attention
      </h2>
      {points.map(({ id, tone, title, text, action }) => (
        <Alert
          key={id}
          tone={tone}
          title={title}
          actions={
            action ? (
              <ButtonLink href={action.href} size="sm">
                {action.label}
                <span className="sr-only">: {title}</span>
              </ButtonLink>
            ) : undefined
          }
        >
          {text}
        </Alert>
      ))}
    </section>
  );
}
