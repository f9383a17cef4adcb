'use server';

import { archiveClassInput, createClassInput, createClassVersionInput } from '#lib/domain/inputs/class.ts';
import { archiveClass } from '#lib/services/class/archive-class.ts';
import { createClass } from '#lib/services/class/create-class.ts';
import { createClassVersion } from '#lib/services/class/create-class-version.ts';
import { action } from './action.ts';

export const createClassAction = action('createClass', createClassInput, createClass);
export const createClassVersionAction = action(
  'createClassVersion',
  createClassVersionInput,
  createClassVersion,
);
export const archiveClassAction = action('archiveClass', archiveClassInput, archiveClass);
