'use client';

import { Alert } from '#components/ui/alert.tsx';
import { Button } from '#components/ui/button.tsx';
import { Field } from '#components/ui/field.tsx';
import { StepperQuantity } from '#components/ui/stepper-quantity.tsx';
import type { ClassSpec } from '#lib/domain/environment-class.ts';
import { limitsLint } from '#lib/domain/requests/limits-lint.ts';
import { measureOf, resourceLabel } from '#lib/domain/resource-key.ts';
import { amountText } from './class-facts.ts';
import { amountsOf, quotaField } from './environment-form-values.ts';
import { stepQuota } from './quota-bounds.ts';
import { inQuotaOrder } from './quota-order.ts';
import { sizePresets } from './size-presets.ts';

type SizesFieldsetProps = {
  quota: ClassSpec['quota'];
  values: Readonly<Record<string, string>>;
  errors: Readonly<Record<string, string>>;
  onChange: (name: string, value: string) => void;
  onBlur: (name: string) => void;
  /** Shows the counts from the beginning. */
  unfolded?: boolean | undefined;
};

/** One stepper a quota key; the counts of objects, which few people change, are folded away unless one is wrong. */
export function SizesFieldset(props: SizesFieldsetProps) {
  const keys = inQuotaOrder(Object.keys(props.quota));
  const sizes = keys.filter((key) => measureOf(key) !== 'count');
  const counts = keys.filter((key) => measureOf(key) === 'count');
  const wrong = counts.some((key) => props.errors[quotaField(key)]);
  const presets = sizePresets(props.quota);
  const lint = limitsLint(amountsOf(props.values));
  return (
    <fieldset className="grid gap-4">
      <legend className="mb-2 font-medium">Sizes</legend>
      {presets.length > 1 ? (
        <ul aria-label="Sizes to begin from" className="flex flex-wrap gap-2">
          {presets.map(({ name, values }) => (
            <li key={name}>
              <Button
                size="sm"
                className="aria-pressed:border-accent aria-pressed:bg-accent-subtle"
                aria-pressed={Object.entries(values).every(([field, text]) => props.values[field] === text)}
                onClick={() => {
                  for (const [field, text] of Object.entries(values)) props.onChange(field, text);
                }}
              >
                {name}
              </Button>
            </li>
          ))}
        </ul>
      ) : null}
      <div className="grid gap-4 sm:grid-cols-2">
        {sizes.map((key) => (
          <SizeField key={key} quotaKey={key} {...props} />
        ))}
      </div>
      {lint.map((text) => (
        <Alert key={text} tone="warning" title={text} live />
      ))}
      {counts.length > 0 ? (
        <details open={wrong || props.unfolded || undefined} className="rounded-lg border bg-surface">
          <summary className="px-3 py-2 font-medium">
            Object limits <span className="font-normal text-subtle">({counts.length})</span>
          </summary>
          <div className="grid gap-4 border-t p-3 sm:grid-cols-2">
            {counts.map((key) => (
              <SizeField key={key} quotaKey={key} {...props} />
            ))}
          </div>
        </details>
      ) : null}
    </fieldset>
  );
}

function SizeField({
  quotaKey,
  quota,
  values,
  errors,
  onChange,
  onBlur,
}: SizesFieldsetProps & { quotaKey: string }) {
  const bounds = quota[quotaKey];
  if (!bounds) return null;
  const name = quotaField(quotaKey);
  const value = values[name] ?? '';
  const label = resourceLabel(quotaKey);
  return (
    <Field
      id={`field-${name}`}
      label={label}
      hint={`${amountText(quotaKey, bounds.min)} to ${amountText(quotaKey, bounds.max)}`}
      error={errors[name]}
    >
      {(control) => (
        <StepperQuantity
          {...control}
          name={name}
          what={label}
          value={value}
          onChange={(next) => onChange(name, next)}
          onStep={(direction) => stepQuota(quotaKey, value, bounds, direction)}
          onBlur={() => onBlur(name)}
          unit={measureOf(quotaKey) === 'count' ? undefined : amountText(quotaKey, value)}
        />
      )}
    </Field>
  );
}
