import { describe, expect, it } from 'vitest';
import { accessNotes, accessSentence } from './access-words.ts';

const open = { exec: true, secrets: true };
const shut = { exec: false, secrets: false };

describe('the words for access', () => {
  it.each([
    ['bailiwick-viewer', open, 'Vera can look at workloads, logs and events, as viewer of the team.'],
    [
      'bailiwick-deployer',
      open,
      'Vera can look at workloads, logs and events, deploy and read and write secrets, as viewer of the team.',
    ],
    [
      'bailiwick-developer',
      open,
      'Vera can look at workloads, logs and events, deploy, read and write secrets, enter running pods and forward ports, as viewer of the team.',
    ],
    [
      'bailiwick-developer',
      shut,
      'Vera can look at workloads, logs and events and deploy, as viewer of the team.',
    ],
    [
      'bailiwick-admin',
      shut,
      'Vera can look at workloads, logs and events, deploy, manage service accounts, roles, role bindings and extra network policies, as viewer of the team.',
    ],
    [null, open, 'Vera has no access to this environment, as viewer of the team.'],
  ] as const)('%s with %o', (role, guardrails, sentence) =>
    expect(accessSentence('Vera', 'viewer', role, guardrails)).toBe(sentence),
  );

  it('say what the class forbids', () => {
    const of = (guardrails: typeof open) => accessNotes(guardrails).join(' ');
    expect(of(shut)).toContain('lets nobody enter running pods');
    expect(of(shut)).toContain('lets nobody read or write secrets');
    expect(of(open)).not.toContain('lets nobody');
  });
});
