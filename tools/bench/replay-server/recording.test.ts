import { expect, it } from 'vitest';
import { copyKind, type Recording, uidOf } from './recording.ts';

const id = '11111111-2222-4333-8444-555555555555';
const object = (name: string, metadata: object = {}) =>
  JSON.stringify({
    metadata: {
      name,
      ...{
        namespace: 'tmpl-env',
        uid: `00000000-0000-4000-8000-${String(name.length).padStart(12, '0')}`,
        resourceVersion: '77',
        ...metadata,
      },
      labels: { 'bailiwick.dev/team': 'tmpl', 'bailiwick.dev/environment': 'env' },
    },
    spec: { version: 77, from: 'tmpl-env' },
  });
const recording: Recording = {
  ...{ team: 'tmpl', slug: 'env', id },
  objects: {
    namespaces: [object('tmpl-env', { annotations: { 'bailiwick.dev/environment-id': id } })],
    limitranges: [object('first'), object('second')],
  },
  copies: [
    ['red', 'one', 'id-1'],
    ['blue', 'two', 'id-2'],
  ],
};

it('gives each copy its own names, identities and versions', () => {
  const kind = copyKind(recording, 'limitranges');
  expect(kind.count).toBe(4);
  const copied = kind.at(3);
  expect(copied).toMatchObject({ namespace: 'blue-two', name: 'second' });
  expect(JSON.parse(copied.text)).toEqual({
    metadata: {
      name: 'second',
      ...{ namespace: 'blue-two', uid: uidOf('limitranges/3'), resourceVersion: '4' },
      labels: { 'bailiwick.dev/team': 'blue', 'bailiwick.dev/environment': 'two' },
    },
    spec: { version: 77, from: 'blue-two' },
  });
  expect(new Set([0, 1, 2, 3].map((index) => kind.at(index).text)).size).toBe(4);
});

it('a namespace is named after its copy and says whose it is', () => {
  const { text, name } = copyKind(recording, 'namespaces').at(0);
  expect(name).toBe('red-one');
  expect(JSON.parse(text)).toMatchObject({
    metadata: {
      ...{ name: 'red-one', uid: uidOf('red-one') },
      annotations: { 'bailiwick.dev/environment-id': 'id-1' },
    },
  });
});

it('finds what is a copy, and nothing else', () => {
  const kind = copyKind(recording, 'limitranges');
  expect(kind.find('blue-two', 'first')).toBe(2);
  expect(kind.find('blue-two', 'third')).toBe(-1);
  expect(kind.find('green-two', 'first')).toBe(-1);
  expect(copyKind(recording, 'namespaces').find('blue-two', 'blue-two')).toBe(1);
  expect(copyKind(recording, 'rolebindings').count).toBe(0);
});
