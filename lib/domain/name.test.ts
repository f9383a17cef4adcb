import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  environmentSlugProblem,
  namespaceName,
  namespaceProblem,
  splitNamespaceName,
  teamSlugProblem,
} from './name.ts';

const teamSlugs = fc
  .stringMatching(/^[a-z][a-z0-9-]{0,30}$/)
  .filter((slug) => teamSlugProblem(slug) === null);
const environmentSlugs = fc
  .stringMatching(/^[a-z][a-z0-9]{0,19}$/)
  .filter((slug) => environmentSlugProblem(slug) === null);

describe('names', () => {
  it.each(['a', 'payments', 'team-1', 'a1-b2-c3', 'x'.repeat(31)])('accepts the team %s', (slug) => {
    expect(teamSlugProblem(slug)).toBeNull();
  });

  it.each([
    ['', /Give the team/],
    ['Payments', /lower-case/],
    ['1team', /begin with a letter/],
    ['team-', /end with a letter/],
    ['-team', /begin with a letter/],
    ['a--b', /single hyphens/],
    ['x'.repeat(32), /31 characters/],
    ['kube-x', /reserved/],
    ['default', /reserved/],
    ['bailiwick', /reserved/],
    ['bailiwick-x', /reserved/],
    ['openshift-a', /reserved/],
    ['my-system', /reserved/],
    ['päy', /lower-case/],
    ['pay ments', /lower-case/],
    ["x'; drop", /lower-case/],
  ])('refuses the team %j', (slug, message) => {
    expect(teamSlugProblem(slug)).toMatch(message);
  });

  it.each([
    ['', /Give the environment/],
    ['de-v', /no hyphen/],
    ['1dev', /begin with a letter/],
    ['Dev', /lower-case/],
    ['x'.repeat(21), /20 characters/],
    ['new', /reserved/],
    ['dév', /lower-case/],
  ])('refuses the environment %j', (slug, message) => {
    expect(environmentSlugProblem(slug)).toMatch(message);
  });

  it('refuses namespaces of the platform, also ones that only the pair makes', () => {
    expect(namespaceProblem('payments-system')).toMatch(/reserved/);
    expect(namespaceProblem('infra-dev', [/^infra-/])).toMatch(/reserved/);
    expect(namespaceProblem('payments-dev')).toBeNull();
  });

  it('a namespace name tells team and environment apart, always', () => {
    fc.assert(
      fc.property(teamSlugs, environmentSlugs, (team, environment) => {
        const name = namespaceName(team, environment);
        expect(name.length).toBeLessThanOrEqual(63);
        expect(splitNamespaceName(name)).toEqual({ team, environment });
      }),
      { numRuns: 5_000 },
    );
  });

  it('two pairs never share a namespace', () => {
    fc.assert(
      fc.property(teamSlugs, environmentSlugs, teamSlugs, environmentSlugs, (teamA, a, teamB, b) => {
        expect(namespaceName(teamA, a) === namespaceName(teamB, b)).toBe(teamA === teamB && a === b);
      }),
      { numRuns: 5_000 },
    );
  });
});
