import { expect, it } from 'vitest';
import { commonPath, conflictSentence, conflictWayOut } from './drift-conflict.ts';

it.each([
  [[], ''],
  [['spec.hard.pods'], 'spec.hard.pods'],
  [['spec.hard.pods', 'spec.hard.services'], 'spec.hard'],
  [['spec.hard', 'spec.hard.services'], 'spec.hard'],
  [['metadata.labels.a', 'spec.hard'], 'metadata.labels.a, spec.hard'],
])('the common path of %j is %j', (paths, common) => expect(commonPath(paths)).toBe(common));

const conflict = { kind: 'ResourceQuota', name: 'bailiwick', manager: 'kubectl-edit', times: 14 };
const paths = ['spec.hard.pods', 'spec.hard.services'];

it('says who disagrees about what, how often, and what to do', () => {
  expect(conflictSentence({ ...conflict, paths })).toBe(
    'kubectl-edit and Bailiwick disagree about spec.hard of ResourceQuota bailiwick: 14 times in the last hour',
  );
  expect(conflictWayOut({ ...conflict, paths })).toMatch(/writes as kubectl-edit .* ask for it as a request/);
});

it('has words for what is deleted by nobody knows whom', () => {
  const deleted = { ...conflict, kind: 'LimitRange', manager: null, paths: [] };
  expect(conflictSentence(deleted)).toBe(
    'Somebody and Bailiwick disagree about whether LimitRange bailiwick exists: 14 times in the last hour',
  );
  expect(conflictWayOut(deleted)).toMatch(/unknown field manager .* pause healing/);
});
