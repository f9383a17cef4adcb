import type { FormState } from '#components/requests/form-state.ts';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { guardrailModes, imagePullPolicies, volumeTypes } from '#lib/domain/class-choices.ts';
import { modeWords, pullWords } from '#lib/domain/guardrail-words.ts';
import { ChoiceField } from './choice-field.tsx';
import { isOn } from './guardrail-values.ts';
import { TextField } from './text-field.tsx';

type GuardrailFieldsProps = { values: Readonly<Record<string, string>>; state: FormState };

const switches = [
  { name: 'exec', label: 'Let admins and developers enter running pods and forward ports' },
  { name: 'secrets', label: 'Let admins, developers and deployers read and write secrets' },
  { name: 'nodePorts', label: 'Allow services of type NodePort' },
  { name: 'loadBalancers', label: 'Allow services of type LoadBalancer' },
];
const lists = [
  { name: 'registries', label: 'Image registries', example: 'ghcr.io/acme/, docker.io/library/' },
  { name: 'storageClasses', label: 'Storage classes', example: 'standard, fast-ssd' },
  { name: 'ingressClasses', label: 'Ingress classes', example: 'nginx' },
  { name: 'priorityClasses', label: 'Priority classes', example: 'batch' },
];

/** What workloads of the class may do beyond its quota; see `guardrailsSchema`. */
export function GuardrailFields({ values, state }: GuardrailFieldsProps) {
  // A box that is not ticked is not sent, so after a refusal only what was sent counts.
  const shown = state?.values ?? values;
  const box = (name: string) => ({
    name: `guardrails.${name}`,
    defaultChecked: isOn(shown[`guardrails.${name}`]),
  });
  return (
    <fieldset className="grid gap-4">
      <legend className="mb-1 font-medium">Rules for workloads</legend>
      <div className="grid gap-x-4 gap-y-3 sm:grid-cols-2">
        <ChoiceField
          name="guardrails.mode"
          label="Whoever breaks a rule"
          options={guardrailModes.map((mode) => ({ value: mode, label: modeWords[mode] }))}
          defaultValue={values['guardrails.mode'] ?? 'deny'}
          state={state}
        />
        <ChoiceField
          name="guardrails.imagePullPolicy"
          label="Images are pulled"
          options={imagePullPolicies.map((policy) => ({ value: policy, label: pullWords[policy] }))}
          defaultValue={values['guardrails.imagePullPolicy'] ?? 'any'}
          state={state}
        />
      </div>
      <div className="grid gap-2">
        {switches.map(({ name, label }) => (
          <Checkbox key={name} label={label} {...box(name)} />
        ))}
      </div>
      <p className="text-sm text-subtle">
        Lists are written with commas. A * allows every name, an empty list allows none.
      </p>
      <div className="grid gap-x-4 gap-y-3 sm:grid-cols-2">
        {lists.map(({ name, label, example }) => (
          <TextField
            key={name}
            name={`guardrails.${name}`}
            label={label}
            hint={`Like ${example}`}
            optional
            mono
            spellCheck={false}
            autoCapitalize="none"
            defaultValue={values[`guardrails.${name}`] ?? ''}
            state={state}
          />
        ))}
      </div>
      <fieldset className="grid gap-2">
        <legend className="mb-1 font-medium">Volume types</legend>
        <div className="grid gap-x-4 gap-y-1 sm:grid-cols-3 lg:grid-cols-4">
          {volumeTypes.map((type) => (
            <Checkbox
              key={type}
              label={<span className="font-mono text-sm">{type}</span>}
              {...box(`volumeTypes.${type}`)}
            />
          ))}
        </div>
      </fieldset>
    </fieldset>
  );
}
