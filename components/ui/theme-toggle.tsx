'use client';

import { Monitor, Moon, Sun } from 'lucide-react';
import { useId, useSyncExternalStore } from 'react';
import { readTheme, type Theme, themeCookie } from './theme.ts';

const choices = [
  { value: 'system', label: 'System', icon: Monitor },
  { value: 'light', label: 'Light', icon: Sun },
  { value: 'dark', label: 'Dark', icon: Moon },
] as const;

const listeners = new Set<() => void>();

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

const read = () => readTheme(document.documentElement.dataset.theme);

function apply(theme: Theme) {
  if (theme === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  // The Cookie Store API is missing in some browsers that we support.
  Object.assign(document, { cookie: `${themeCookie}=${theme}; path=/; max-age=31536000; samesite=lax` });
  for (const listener of listeners) listener();
}

/** System, light or dark; the choice is a cookie, so the server's next page already has it. */
export function ThemeToggle() {
  const current = useSyncExternalStore<Theme>(subscribe, read, () => 'system');
  const name = useId();
  return (
    <fieldset className="px-2 py-1.5">
      <legend className="float-left pr-3 leading-7 text-muted">Theme</legend>
      <div className="flex justify-end gap-0.5">
        {choices.map(({ value, label, icon: Icon }) => (
          <label
            key={value}
            title={label}
            className="grid size-7 place-items-center rounded-md text-subtle hover:bg-sunken has-checked:bg-accent-subtle has-checked:text-accent has-focus-visible:outline-2 has-focus-visible:outline-ring"
          >
            <input
              type="radio"
              name={name}
              value={value}
              checked={current === value}
              onChange={() => apply(value)}
              className="sr-only"
            />
            <Icon aria-hidden className="size-4" />
            <span className="sr-only">{label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
