import { expect } from 'vitest';
import { type CorpusCase, entry, pod, resources, saying } from './bodies.test-fixture.ts';

/** What policies and webhooks of other people refuse, and a namespace that ends. */
export const elsewhere: readonly CorpusCase[] = [
  entry('foreign', 'pods', 'a rule of somebody else with words', pod({ image: 'busybox' }), {
    kind: 'policy',
    rule: null,
    text: 'Use our own base image.',
  }),
  entry('foreign', 'pods', 'a rule of somebody else without words', pod({ image: 'nginx' }), {
    kind: 'policy',
    rule: null,
    text: expect.stringMatching(/^failed expression/),
  }),
  entry('webhook', 'pods', 'a webhook that does not answer', pod({ resources }), {
    kind: 'webhook',
    webhook: 'check.acme.example',
    answered: false,
  }),
  ...[
    ['a webhook that says why', 'Use our own base image.', 'Use our own base image.'],
    ['a webhook that says it in several lines', 'Two rules:\n- "one"\n- two', 'Two rules: - "one" - two'],
    ['a webhook that refuses without a word', 'none', ''],
  ].map(([title = '', says = '', text]) =>
    entry('denying', 'pods', title, saying(says), {
      ...{ kind: 'webhook', webhook: 'guard.acme.example', answered: true, text },
    }),
  ),
  entry('denying', 'pods', 'a webhook that fails', saying('nonsense'), {
    ...{ kind: 'webhook', webhook: 'guard.acme.example', answered: false },
  }),
  entry('ending', 'pods', 'a namespace that is going away', pod({ resources }), { kind: 'terminating' }),
];
