import { planMove } from '#lib/domain/budget/move.ts';
import { parseQuantity } from '#lib/domain/quantity.ts';
import { showQuantity } from '#lib/domain/resource-key.ts';
import type { MovableEnvironment } from './movable.ts';

type MoveEffectProps = {
  environments: readonly MovableEnvironment[];
  typed: Readonly<Record<string, string>>;
};

/** What the move that is being typed makes of both sides, or why it can't be. */
export function MoveEffect({ environments, typed }: MoveEffectProps) {
  const { from = '', to = '', key = '', amount = '' } = typed;
  const giver = environments.find(({ slug }) => slug === from);
  const taker = environments.find(({ slug }) => slug === to);
  if (giver === undefined || taker === undefined || amount.trim() === '')
    return (
      <p role="status" className="text-muted">
        Type an amount to see what both environments will have.
      </p>
    );
  const { plan, problems } = planMove(giver, taker, key, amount, giver.used[key] ?? '0');
  const show = (text: string) => showQuantity(key, parseQuantity(text));
  return (
    <div role="status" className="grid gap-1 tabular-nums">
      {plan === null ? (
        <p className="text-danger">{Object.values(problems)[0]}</p>
      ) : (
        [
          { slug: from, side: plan.from },
          { slug: to, side: plan.to },
        ].map(({ slug, side }) => (
          <p key={slug}>
            <span className="font-medium">{slug}</span>: {show(side.before)} → {show(side.after)}
          </p>
        ))
      )}
    </div>
  );
}
