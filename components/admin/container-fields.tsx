import type { FormState } from '#components/requests/form-state.ts';
import { TextField } from './text-field.tsx';

type ContainerFieldsProps = { values: Readonly<Record<string, string>>; state: FormState };

const groups = [
  { path: 'containerDefaults.requests', label: 'Default requests' },
  { path: 'containerDefaults.limits', label: 'Default limits' },
  { path: 'containerMax', label: 'Largest container' },
];
const resources = [
  { name: 'cpu', label: 'CPU' },
  { name: 'memory', label: 'Memory' },
  { name: 'ephemeral-storage', label: 'Ephemeral storage' },
];

/** What a container gets when it asks for nothing, and the most that it may ask for. */
export function ContainerFields({ values, state }: ContainerFieldsProps) {
  return (
    <div className="grid gap-4 md:grid-cols-3">
      {groups.map(({ path, label }) => (
        <fieldset key={path} className="grid content-start gap-3">
          <legend className="mb-1 font-medium">{label}</legend>
          {resources.map((resource) => (
            <TextField
              key={resource.name}
              name={`${path}.${resource.name}`}
              label={resource.label}
              mono
              spellCheck={false}
              defaultValue={values[`${path}.${resource.name}`] ?? ''}
              state={state}
            />
          ))}
        </fieldset>
      ))}
    </div>
  );
}
