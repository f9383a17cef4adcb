export type Theme = 'system' | 'light' | 'dark';

export const themeCookie = 'theme';

/** The theme is a cookie that the server reads, so the first paint is right without an inline script. */
export function readTheme(value: string | undefined): Theme {
  return value === 'light' || value === 'dark' ? value : 'system';
}
