import { describe, expect, test } from 'vitest';
import { shippedClasses } from '#lib/domain/shipped-classes.ts';
import { classFieldErrors, classValues, readClassSpec } from './class-form-values.ts';

describe('the form of a class', () => {
  test.each(shippedClasses.map(({ slug, spec }) => [slug, spec] as const))(
    '%s survives the way through the form',
    (_, spec) => {
      expect(readClassSpec(classValues(spec))).toEqual(spec);
    },
  );

  test('a box that is not ticked is off, a star is every name, nothing is none', () => {
    const rules = readClassSpec({
      'guardrails.exec': 'on',
      'guardrails.volumeTypes.secret': 'on',
      'guardrails.registries': 'quay.io/,  ghcr.io/acme/',
      'guardrails.storageClasses': ' * ',
    }).guardrails;
    expect(rules).toMatchObject({
      exec: true,
      secrets: false,
      volumeTypes: ['secret'],
      registries: ['quay.io/', 'ghcr.io/acme/'],
      storageClasses: null,
      ingressClasses: [],
    });
  });

  test('a row without a key is left out', () => {
    expect(
      readClassSpec({ 'quota.0.key': ' ', 'quota.0.max': '4', 'quota.1.key': 'pods', 'quota.1.max': '9' })
        .quota,
    ).toEqual({
      pods: { default: '', min: '', max: '9' },
    });
  });

  test('messages find their row, also for keys with dots', () => {
    const values = {
      'quota.0.key': 'requests.cpu',
      'quota.4.key': 'count/jobs.batch',
      'guardrails.registries': 'quay.io/, UPPER',
    };
    expect(
      classFieldErrors(
        {
          'spec.quota.requests.cpu.max': 'too small',
          'spec.quota.count/jobs.batch': 'no such key',
          'spec.quota.secrets': 'Bound Secrets.',
          'spec.podSecurity.version': 'bad',
          'spec.guardrails.registries.1': 'Write a registry.',
          slug: 'taken',
        },
        values,
      ),
    ).toEqual({
      'quota.0.max': 'too small',
      'quota.4.key': 'no such key',
      quota: 'Bound Secrets.',
      'podSecurity.version': 'bad',
      'guardrails.registries': 'UPPER: Write a registry.',
      slug: 'taken',
    });
  });
});
