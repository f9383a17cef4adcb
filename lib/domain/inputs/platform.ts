import { z } from 'zod';
import { platformSettingsSchema } from '../platform.ts';

const baseVersion = z.int('Reload the page and try again.').min(0, 'Reload the page and try again.');
const reason = z
  .string('Say why.')
  .trim()
  .min(1, 'Say why, for whoever reads the history.')
  .max(400, 'At most 400 characters.');

export const previewPlatformInput = z.strictObject({ settings: platformSettingsSchema });
export const changePlatformInput = z.strictObject({ baseVersion, reason, settings: platformSettingsSchema });
