'use server';

import { changeCapacityInput } from '#lib/domain/inputs/capacity.ts';
import { changeCapacity } from '#lib/services/capacity/change-capacity.ts';
import { action } from './action.ts';

export const changeCapacityAction = action('changeCapacity', changeCapacityInput, changeCapacity);
