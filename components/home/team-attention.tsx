import { attentionPoints } from '#components/environments/attention.ts';
import { environmentHref } from '#components/environments/environment-href.ts';
import { TextLink } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { toneIcon, toneText } from '#components/ui/tone.ts';
import type { EnvironmentView } from '#lib/domain/environment-views.ts';

type TeamAttentionProps = { environments: readonly EnvironmentView[]; now: number };

/** What is wrong or nearly full in the person's own environments; nothing when all is well. */
export function TeamAttention({ environments, now }: TeamAttentionProps) {
  const lines = environments
    .flatMap((environment) =>
      attentionPoints(environment, now, false)
        .filter(({ tone }) => tone !== 'info')
        .map((point) => ({ ...point, environment })),
    )
    .sort((one, other) => one.tone.localeCompare(other.tone, 'en'))
    .slice(0, 12);
  if (lines.length === 0) return null;
  return (
    <Card flush title="Needs attention">
      <ul>
        {lines.map(({ id, tone, title, text, environment: { team, slug, namespace } }) => {
          const Icon = toneIcon[tone];
          return (
            <li key={`${namespace}-${id}`} className="flex gap-2.5 border-b px-4 py-2 last:border-b-0">
              <Icon aria-hidden className={`mt-0.5 size-4 shrink-0 ${toneText[tone]}`} />
              <span className="min-w-0">
                <TextLink href={environmentHref(team.slug, slug)}>
                  {team.slug} / {slug}
                </TextLink>{' '}
                {title} <span className="text-sm text-subtle">{text}</span>
              </span>
            </li>
          );
        })}
      </ul>
    </Card>
  );
}
