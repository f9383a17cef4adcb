import type { ReactNode } from 'react';
import { cn } from './cn.ts';

export type RadioCard = {
  value: string;
  title: ReactNode;
  description?: ReactNode;
  /** Short facts, one a line. */
  facts?: readonly ReactNode[] | undefined;
  /** At the right of the title, for example a badge. */
  aside?: ReactNode;
  disabled?: boolean | undefined;
};

type RadioCardsProps = {
  legend: ReactNode;
  name: string;
  cards: readonly RadioCard[];
  value?: string | undefined;
  defaultValue?: string | undefined;
  onChange?: ((value: string) => void) | undefined;
  error?: ReactNode;
  className?: string | undefined;
};

/** One choice of several, each a card that says what it includes. Real radio buttons: arrow keys and forms work. */
export function RadioCards(props: RadioCardsProps) {
  const { legend, name, cards, value, defaultValue, onChange, error, className } = props;
  return (
    <fieldset className={className} aria-describedby={error ? `${name}-error` : undefined}>
      <legend className="mb-2 font-medium">{legend}</legend>
      <div className="grid gap-2 sm:grid-cols-2 xl:grid-cols-3">
        {cards.map((card) => (
          <label
            key={card.value}
            className={cn(
              'relative flex gap-2.5 rounded-lg border bg-surface p-3 hover:border-border-strong has-checked:border-accent has-checked:bg-accent-subtle has-checked:ring-1 has-checked:ring-accent has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-ring',
              card.disabled && 'opacity-60',
            )}
          >
            <input
              type="radio"
              name={name}
              value={card.value}
              disabled={card.disabled}
              className="mt-0.5 size-4 shrink-0 focus-visible:outline-none"
              {...(value === undefined
                ? { defaultChecked: card.value === defaultValue }
                : { checked: card.value === value, onChange: () => onChange?.(card.value) })}
            />
            <CardText card={card} />
          </label>
        ))}
      </div>
      {error ? (
        <p id={`${name}-error`} className="mt-1.5 text-sm text-danger">
          {error}
        </p>
      ) : null}
    </fieldset>
  );
}

function CardText({ card }: { card: RadioCard }) {
  return (
    <span className="min-w-0 grow">
      <span className="flex items-baseline justify-between gap-2">
        <span className="font-medium">{card.title}</span>
        <span className="text-sm text-subtle">{card.aside}</span>
      </span>
      {card.description ? <span className="block text-sm text-muted">{card.description}</span> : null}
      {card.facts?.map((fact, index) => (
        <span key={`${card.value}-${index.toString()}`} className="block text-sm text-subtle">
          {fact}
        </span>
      ))}
    </span>
  );
}
