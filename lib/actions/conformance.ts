'use server';

import { endWaiverInput, runConformanceInput, waiveCheckInput } from '#lib/domain/inputs/conformance.ts';
import { endWaiver } from '#lib/services/conformance/end-waiver.ts';
import { requestRun } from '#lib/services/conformance/request-run.ts';
import { waiveCheck } from '#lib/services/conformance/waive-check.ts';
import { action } from './action.ts';

export const requestRunAction = action('requestRun', runConformanceInput, requestRun);
export const waiveCheckAction = action('waiveCheck', waiveCheckInput, waiveCheck);
export const endWaiverAction = action('endWaiver', endWaiverInput, endWaiver);
