import { describe, expect, it } from 'vitest';
import { judgePack } from './judge-pack.ts';
import { defaultPackOptions } from './policy.ts';
import { renderPack } from './render-pack.ts';

const { version, files } = renderPack(defaultPackOptions);
const whole = Object.values(files).flat();

describe('judgePack', () => {
  it('says installed of the pack itself', () => {
    expect(judgePack(whole)).toMatchObject({
      state: 'installed',
      expected: version,
      found: version,
      problems: [],
    });
  });

  it('says missing of an empty cluster', () => {
    expect(judgePack([])).toMatchObject({ state: 'missing', found: null });
  });

  it('names what is missing, and what an older pack had left', () => {
    const [first, ...rest] = whole;
    const old = { ...whole[1], metadata: { name: 'bailiwick-old' } } as (typeof whole)[number];
    expect(judgePack([...rest, old])).toMatchObject({
      state: 'outdated',
      problems: [
        { object: `${first?.kind} ${first?.metadata.name}`, problem: 'missing' },
        { object: `${old.kind} bailiwick-old`, problem: 'left-over' },
      ],
    });
  });

  it('looks at the content and not at the stamp', () => {
    const loosened = whole.map((object, index) =>
      index === 0 ? { ...object, spec: { ...object.spec, failurePolicy: 'Ignore' } } : object,
    );
    const [first] = whole;
    expect(judgePack(loosened)).toMatchObject({
      state: 'outdated',
      found: version,
      problems: [{ object: `${first?.kind} ${first?.metadata.name}`, problem: 'changed' }],
    });
  });

  it('compares with the options that the installation wrote down', () => {
    const options = { subjectPrefix: 'corp:', exemptGroups: ['platform'] };
    const other = Object.values(renderPack(options).files).flat();
    expect(judgePack(other)).toMatchObject({ state: 'installed', ...options });
  });
});
