import { TextLink } from '#components/ui/button.tsx';
import { KeyValue } from '#components/ui/key-value.tsx';
import { type WorkCounts, workStates } from '#lib/domain/provisioner-views.ts';
import { workLooks } from './work-words.ts';

/** How many environments are in which state; each leads to these. */
export function WorkSummary({ states }: Pick<WorkCounts, 'states'>) {
  return (
    <KeyValue
      items={workStates.map((state) => {
        const { label, hint } = workLooks[state];
        const count = states[state];
        return {
          label,
          value: (
            <span>
              {count === 0 ? (
                '0'
              ) : (
                <TextLink href={`/admin/provisioner?state=${state}`}>
                  {count}
                  <span className="sr-only"> {label}</span>
                </TextLink>
              )}{' '}
              <span className="text-sm text-subtle">{hint}</span>
            </span>
          ),
        };
      })}
    />
  );
}
