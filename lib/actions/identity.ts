'use server';

import { addMappingInput, removeMappingInput } from '#lib/domain/inputs/identity.ts';
import { addMapping } from '#lib/services/identity/add-mapping.ts';
import { removeMapping } from '#lib/services/identity/remove-mapping.ts';
import { action } from './action.ts';

export const addMappingAction = action('addMapping', addMappingInput, addMapping);
export const removeMappingAction = action('removeMapping', removeMappingInput, removeMapping);
