import { ArrowDown, ArrowUp, Trash2 } from 'lucide-react';
import { ChoiceField } from '#components/admin/choice-field.tsx';
import { TextField } from '#components/admin/text-field.tsx';
import type { FormState } from '#components/requests/form-state.ts';
import { typeWords } from '#components/requests/request-words.ts';
import { Button } from '#components/ui/button.tsx';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { stages } from '#lib/domain/class-choices.ts';
import { ruledTypes } from '#lib/domain/rules/rule-choices.ts';

type RuleFieldsProps = {
  row: number;
  /** Where it stands, from 1. */
  place: number;
  values: Readonly<Record<string, string>>;
  state: FormState;
  onUp: (() => void) | undefined;
  onDown: (() => void) | undefined;
  onRemove: () => void;
};

const effects = [
  { value: 'approve', label: 'Approve at once' },
  { value: 'ask', label: 'Leave to a person' },
];

/** One rule: its name and effect, and every condition that it may have. What stays empty is no condition. */
export function RuleFields({ row, place, values, state, onUp, onDown, onRemove }: RuleFieldsProps) {
  const text = (field: string) => ({
    name: `rules.${row}.${field}`,
    defaultValue: values[`rules.${row}.${field}`] ?? '',
    state,
  });
  const box = (field: string) => ({
    name: `rules.${row}.${field}`,
    defaultChecked: values[`rules.${row}.${field}`] === 'on',
  });
  return (
    <fieldset className="relative grid gap-4 rounded-lg border p-4">
      <legend className="px-1 font-medium">Rule {place}</legend>
      <div className="absolute -top-2 right-2 flex gap-1">
        <Button
          size="icon"
          variant="ghost"
          aria-label={`Move rule ${place} up`}
          disabled={!onUp}
          onClick={onUp}
        >
          <ArrowUp aria-hidden />
        </Button>
        <Button
          size="icon"
          variant="ghost"
          aria-label={`Move rule ${place} down`}
          disabled={!onDown}
          onClick={onDown}
        >
          <ArrowDown aria-hidden />
        </Button>
        <Button size="icon" variant="ghost" aria-label={`Remove rule ${place}`} onClick={onRemove}>
          <Trash2 aria-hidden />
        </Button>
      </div>
      <div className="grid gap-x-4 gap-y-3 sm:grid-cols-2">
        <TextField {...text('name')} label="Name" maxLength={60} />
        <ChoiceField
          {...text('effect')}
          defaultValue={values[`rules.${row}.effect`] || 'approve'}
          label="If all of it holds"
          options={effects}
        />
      </div>
      <Boxes
        legend="Requests"
        items={ruledTypes.map((type) => ({ ...box(`types.${type}`), label: typeWords[type] }))}
      />
      <Boxes legend="Stages" items={stages.map((stage) => ({ ...box(`stages.${stage}`), label: stage }))} />
      <Checkbox {...box('classAllows')} label="Only where the class needs no decision within the budget" />
      <div className="grid gap-x-4 gap-y-3 sm:grid-cols-2">
        <TextField
          {...text('classes')}
          label="Classes"
          hint="Short names, like dev, qa"
          optional
          mono
          spellCheck={false}
        />
        <TextField
          {...text('teams')}
          label="Teams"
          hint="Short names, like payments, search"
          optional
          mono
          spellCheck={false}
        />
      </div>
      <div className="grid gap-x-4 gap-y-3 sm:grid-cols-2">
        <TextField {...text('cpu')} label="CPU requests at most" hint="Like 8" optional mono />
        <TextField {...text('memory')} label="Memory requests at most" hint="Like 16Gi" optional mono />
        <TextField
          {...text('amounts')}
          label="Other limits at most"
          hint="Like pods=40, secrets=20"
          optional
          mono
          spellCheck={false}
        />
        <TextField
          {...text('maxGrowth')}
          label="Growth at most, in %"
          hint="25: 4 CPU to 5 CPU"
          optional
          inputMode="numeric"
        />
      </div>
      <fieldset className="grid gap-2">
        <legend className="mb-1">Use for 95 % of the time</legend>
        <div className="grid gap-x-4 gap-y-3 sm:grid-cols-3">
          <TextField
            {...text('useDays')}
            label="In the last days"
            hint="7 unless you say so"
            optional
            inputMode="numeric"
          />
          <TextField
            {...text('useAtLeast')}
            label="At least, in %"
            hint="Of every limit that changes"
            optional
            inputMode="numeric"
          />
          <TextField
            {...text('useAtMost')}
            label="At most, in %"
            hint="Of every limit that changes"
            optional
            inputMode="numeric"
          />
        </div>
      </fieldset>
      <div className="grid gap-x-4 gap-y-3 sm:grid-cols-2">
        <TextField
          {...text('maxBudget')}
          label="Budget granted then, at most in %"
          hint="It is never exceeded anyhow"
          optional
          inputMode="numeric"
        />
        <TextField
          {...text('dailyLimit')}
          label="Automatic approvals a day"
          hint="For each team, by all rules together"
          optional
          inputMode="numeric"
        />
      </div>
    </fieldset>
  );
}

type Box = { name: string; defaultChecked: boolean; label: string };

function Boxes({ legend, items }: { legend: string; items: readonly Box[] }) {
  return (
    <fieldset>
      <legend className="mb-1">
        {legend} <span className="text-sm text-subtle">(none: all)</span>
      </legend>
      <div className="flex flex-wrap gap-x-5 gap-y-1">
        {items.map((item) => (
          <Checkbox key={item.name} {...item} />
        ))}
      </div>
    </fieldset>
  );
}
