'use server';

import {
  addWebhookInput,
  changeAlertSettingsInput,
  removeWebhookInput,
  sendTestInput,
} from '#lib/domain/inputs/alert.ts';
import { addWebhook } from '#lib/services/alert/add-webhook.ts';
import { changeAlertSettings } from '#lib/services/alert/change-alert-settings.ts';
import { removeWebhook } from '#lib/services/alert/remove-webhook.ts';
import { sendTest } from '#lib/services/alert/send-test.ts';
import { action } from './action.ts';

export const changeAlertSettingsAction = action(
  'changeAlertSettings',
  changeAlertSettingsInput,
  changeAlertSettings,
);
export const addWebhookAction = action('addWebhook', addWebhookInput, addWebhook);
export const removeWebhookAction = action('removeWebhook', removeWebhookInput, removeWebhook);
export const sendTestAction = action('sendTest', sendTestInput, sendTest);
