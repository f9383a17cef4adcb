'use server';

import { changePlatformInput, previewPlatformInput } from '#lib/domain/inputs/platform.ts';
import { changePlatform } from '#lib/services/platform/change-platform.ts';
import { previewPlatform } from '#lib/services/platform/preview-platform.ts';
import { action, question } from './action.ts';

export const previewPlatformAction = question('previewPlatform', previewPlatformInput, previewPlatform);
export const changePlatformAction = action('changePlatform', changePlatformInput, changePlatform);
