'use server';

import { simulateRulesInput, switchOnRulesInput } from '#lib/domain/inputs/rules.ts';
import { simulateRules } from '#lib/services/rules/simulate-rules.ts';
import { switchOnRules } from '#lib/services/rules/switch-on-rules.ts';
import { action } from './action.ts';

export const simulateRulesAction = action('simulateRules', simulateRulesInput, simulateRules);
export const switchOnRulesAction = action('switchOnRules', switchOnRulesInput, switchOnRules);
