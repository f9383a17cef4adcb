'use client';

import { useState } from 'react';
import { Alert } from '#components/ui/alert.tsx';
import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import type { EnvironmentView } from '#lib/domain/environment-views.ts';
import { ChangeFrame } from './change-frame.tsx';
import type { ChangeFormProps } from './resize-form.tsx';

/** Asks to delete the environment: says what is lost and how long it can be undone, and wants its name. */
export function DeleteForm({ environment, submit, preview, subject }: ChangeFormProps) {
  const { namespace, generation } = environment;
  const [typed, setTyped] = useState('');
  const problems: Record<string, string> =
    typed === namespace ? {} : { confirmation: `Type ${namespace} to confirm.` };
  return (
    <ChangeFrame
      namespace={namespace}
      submit={submit}
      preview={preview}
      subject={subject}
      payload={{ generation }}
      problems={problems}
      onEarly={(early) => setTyped((last) => early.confirmation ?? last)}
      submitLabel={`Ask to delete ${namespace}`}
      danger
    >
      {(errors, touch) => (
        <>
          <Alert tone="danger" title="This will be lost">
            <ul className="list-disc pl-4">
              {losses(environment).map((loss) => (
                <li key={loss}>{loss}</li>
              ))}
            </ul>
            <p className="mt-2">{undoWords(environment.class.spec.deleteGraceMinutes)}</p>
          </Alert>
          <Field
            id="field-confirmation"
            label={
              <>
                Type <code className="font-mono">{namespace}</code> to confirm
              </>
            }
            error={errors.confirmation}
            required
            className="max-w-96"
          >
            {(control) => (
              <Input
                {...control}
                name="confirmation"
                mono
                autoComplete="off"
                autoCapitalize="none"
                spellCheck={false}
                value={typed}
                onChange={(event) => setTyped(event.target.value)}
                onBlur={() => touch('confirmation')}
              />
            )}
          </Field>
        </>
      )}
    </ChangeFrame>
  );
}

const counted: Record<string, string> = {
  pods: 'Pods',
  persistentvolumeclaims: 'Volume claims with their data',
  secrets: 'Secrets',
  configmaps: 'ConfigMaps',
  services: 'Services',
  'count/jobs.batch': 'Jobs',
};

function losses(environment: EnvironmentView): string[] {
  const things = environment.quota.flatMap(({ key, used, usedText }) => {
    const words = counted[key];
    return words && used !== null && used !== '0' ? [`${words}: ${usedText ?? used}`] : [];
  });
  return [
    `The namespace ${environment.namespace} and everything in it`,
    ...things,
    'The access that was granted to it',
  ];
}

function undoWords(minutes: number): string {
  if (minutes === 0) return 'Once it is approved this can’t be undone.';
  const time =
    minutes % 1440 === 0
      ? `${minutes / 1440} d`
      : minutes % 60 === 0
        ? `${minutes / 60} h`
        : `${minutes} min`;
  return `For ${time} after the approval it can be undone; then nothing can be brought back.`;
}
