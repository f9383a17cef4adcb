import { describe, expect, it } from 'vitest';
import { parseOptions } from './options.ts';

describe('the options of cluster:install', () => {
  it('are the usual ones, and never act without --yes', () => {
    const pack = { subjectPrefix: 'oidc:', exemptGroups: ['system:masters'] };
    expect(parseOptions([])).toEqual({ help: false, yes: false, pack });
    expect(parseOptions(['--yes']).yes).toBe(true);
  });

  it('take a prefix and several groups', () => {
    const args = ['--subject-prefix=corp:', '--exempt-group=platform', '--exempt-group=sre'];
    expect(parseOptions(args).pack).toEqual({ subjectPrefix: 'corp:', exemptGroups: ['platform', 'sre'] });
  });

  it.each(['system:authenticated', 'system:serviceaccounts', 'system:serviceaccounts:payments-dev', ''])(
    'refuse to exempt the group “%s”, in which tenants are',
    (group) => {
      expect(() => parseOptions([`--exempt-group=${group}`])).toThrow(/the policies would hold nobody/);
    },
  );

  it.each(['', 'system:'])('refuse the prefix “%s”', (prefix) => {
    expect(() => parseOptions([`--subject-prefix=${prefix}`])).toThrow(/--subject-prefix can’t/);
  });
});
