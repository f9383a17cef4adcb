import { alertLevels } from '#lib/domain/alert/level.ts';
import type { AlertSettings } from '#lib/domain/alert/settings.ts';
import { teamRoles } from '#lib/domain/role.ts';

/** The fields of the form for these settings; a box that is not ticked has none. */
export function settingsValues({
  levels,
  forecastDays,
  roles,
  addresses,
}: AlertSettings): Record<string, string> {
  return Object.fromEntries([
    ...levels.map((level) => [`level.${level}`, 'on']),
    ...roles.map((role) => [`role.${role}`, 'on']),
    ['forecastDays', forecastDays === null ? '' : String(forecastDays)],
    ['addresses', addresses.join('\n')],
  ]);
}

/** The settings that a form asks for, as the service takes them; what is no number is left for it to refuse. */
export function readSettings(values: Readonly<Record<string, string>>): Record<keyof AlertSettings, unknown> {
  const days = (values.forecastDays ?? '').trim();
  return {
    levels: alertLevels.filter((level) => values[`level.${level}`] !== undefined),
    forecastDays: days === '' ? null : Number(days),
    roles: teamRoles.filter((role) => values[`role.${role}`] !== undefined),
    addresses: (values.addresses ?? '')
      .split(/[\s,;]+/)
      .map((line) => line.trim())
      .filter((line) => line !== ''),
  };
}
