import { fieldTexts } from '#components/environments/field-text.ts';
import { Alert } from '#components/ui/alert.tsx';
import { DiffView } from '#components/ui/diff-view.tsx';
import { TimeAgo } from '#components/ui/time-ago.tsx';
import type { Obstacle, PreflightAnswer, PreflightObject } from '#lib/domain/preflight/answer.ts';
import { summaryOfPreflight } from '#lib/domain/preflight/summary.ts';
import { outcomeWords } from './outcome-words.ts';

type PreflightAnswerProps = { answer: PreflightAnswer; at: string; compact?: boolean | undefined };

const tones = { good: 'ok', warning: 'warning', bad: 'danger' } as const;

/** What was found: the one line that counts, what stands in the way, and each object with what would become of it. */
export function PreflightAnswerView({ answer, at, compact }: PreflightAnswerProps) {
  const { tone, text } = summaryOfPreflight(answer);
  const refused = answer.objects.filter(({ outcome }) => outcome === 'refused');
  const isRendered = answer.objects.some(({ outcome }) => outcome === 'rendered');
  return (
    <div className="grid gap-2">
      <Alert tone={tones[tone]} title={text}>
        <ul className="grid gap-2">
          {refused.map((object) => (
            <li key={`${object.kind}/${object.name}`} className="break-words">
              {object.kind} <code className="font-mono">{object.name}</code>: {object.why}
            </li>
          ))}
          {answer.obstacles.map((obstacle) => (
            <ObstacleItem key={`${obstacle.topic} ${obstacle.text}`} obstacle={obstacle} />
          ))}
        </ul>
      </Alert>
      {isRendered ? (
        <p className="text-sm text-muted">
          The namespace was tried. What goes into it was only put together, since there is no namespace yet to
          try it in; the right to make it was checked.
        </p>
      ) : null}
      <details className="text-sm">
        <summary className="inline-block leading-6 text-muted underline underline-offset-3">
          {answer.objects.length} objects, tried <TimeAgo at={at} />
        </summary>
        <ul className="mt-1 grid gap-2">
          {answer.objects.map((object) => (
            <ObjectItem key={`${object.kind}/${object.name}`} object={object} compact={compact} />
          ))}
        </ul>
      </details>
    </div>
  );
}

function ObstacleItem({ obstacle: { text, names, more } }: { obstacle: Obstacle }) {
  return (
    <li>
      <p>{text}</p>
      {names.length > 0 ? (
        <p className="font-mono text-sm break-words">
          {names.join(', ')}
          {more > 0 ? ` and ${more} more` : ''}
        </p>
      ) : null}
    </li>
  );
}

function ObjectItem({ object, compact }: { object: PreflightObject; compact: boolean | undefined }) {
  const { kind, name, outcome, fields } = object;
  return (
    <li className="grid min-w-0 gap-1">
      <div className="flex flex-wrap justify-between gap-x-3">
        <span>
          {kind} <code className="font-mono break-all text-subtle">{name}</code>
        </span>
        <span className={outcome === 'refused' ? 'text-danger' : 'text-muted'}>{outcomeWords[outcome]}</span>
      </div>
      {fields.length > 0 && !compact ? (
        <DiffView
          caption={`What would change in ${kind} ${name}`}
          beforeLabel="In the cluster"
          afterLabel="Then"
          changes={fields.map(({ path, before, after }) => ({ path, ...fieldTexts(before, after) }))}
        />
      ) : null}
    </li>
  );
}
