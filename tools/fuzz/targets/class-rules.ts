import fc from 'fast-check';
import { volumeTypes } from '#lib/domain/class-choices.ts';
import { defaultGuardrails } from '#lib/domain/default-guardrails.ts';
import { guardrailsSchema } from '#lib/domain/guardrails.ts';
import { renderClassRules } from '#lib/provisioner/desired/class-rules.ts';
import { target } from '../target.ts';

const words = fc.oneof(
  fc.stringMatching(/^[a-z0-9][a-z0-9./:-]{0,20}$/),
  fc.constantFrom(
    '*',
    '',
    ',',
    'a,b',
    ' ghcr.io/acme/ ',
    'GHCR.io',
    '../x',
    'a//b',
    'quay.io',
    'quay.io/a,evil.example/',
    'a b',
  ),
  fc.string({ maxLength: 12 }),
);
const list = fc.option(fc.array(words, { maxLength: 4 }));

export const classRules = target(
  'class rules',
  'the lists of a class reach admission as they were saved: no entry smuggles in another one, none means none, and only “any” is a star',
  [list, list, fc.subarray([...volumeTypes])],
  (registries, storageClasses, volumes) => {
    const parsed = guardrailsSchema.safeParse({
      ...defaultGuardrails,
      registries,
      storageClasses,
      volumeTypes: volumes,
    });
    if (!parsed.success) return true;
    const rules = renderClassRules(parsed.data);
    const means = (text: string | undefined, names: readonly string[] | null) => {
      if (names === null) return text === '*';
      const split = text === '' ? [] : (text?.split(',') ?? []);
      const wanted = [...new Set(names)].sort();
      const isSame = split.length === wanted.length && split.join() === wanted.join();
      return isSame && !split.includes('*') && !split.includes('');
    };
    return (
      means(rules['bailiwick.dev/allowed-registries'], parsed.data.registries) &&
      means(rules['bailiwick.dev/allowed-storage-classes'], parsed.data.storageClasses) &&
      means(rules['bailiwick.dev/allowed-volume-types'], volumes)
    );
  },
);
