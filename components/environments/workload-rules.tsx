import { KeyValue } from '#components/ui/key-value.tsx';
import type { ClassSpec } from '#lib/domain/environment-class.ts';
import { guardrailLines } from '#lib/domain/guardrail-words.ts';

/** What a class lets workloads do, in words. */
export function WorkloadRules({ spec }: { spec: ClassSpec }) {
  const { level, version } = spec.podSecurity;
  return (
    <KeyValue
      items={[
        { label: 'Pod Security', value: `${level} (${version})` },
        ...guardrailLines(spec.guardrails).map(({ label, text }) => ({ label, value: text })),
      ]}
    />
  );
}
