import { describe, expect, it } from 'vitest';
import { returnPath } from './return-path.ts';

describe('returnPath', () => {
  it.each([
    [undefined, '/'],
    ['', '/'],
    ['/teams/payments?page=2', '/teams/payments?page=2'],
    ['http://127.0.0.1:3000/requests/4', '/requests/4'],
    ['https://elsewhere.example/teams', '/teams'],
    ['//elsewhere.example/x', '/x'],
    ['/.//elsewhere.example', '/'],
    ['\\\\elsewhere.example\\x', '/x'],
    ['javascript:alert(1)', '/'],
    ['/sign-in?error=Callback', '/'],
  ])('%s leads to %s', (value, path) => {
    expect(returnPath(value)).toBe(path);
  });
});
