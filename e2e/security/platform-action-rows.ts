import { platformValues } from '#components/platform/platform-form-values.ts';
import { defaultPlatform } from '#lib/domain/platform.ts';
import { form } from './action-body.ts';
import type { ActionRow } from './action-rows.ts';

const stale = 999_999;
const settings = defaultPlatform;
const network = { page: '/admin/network', by: 'alex', others: ['audra', 'dana', 'tara'] } as const;
const ruled = { page: '/admin/rules/edit', by: 'alex', others: ['audra', 'dana', 'tara'] } as const;
const tried = { ...ruled, page: '/admin/rules/simulation' } as const;
const missing = '00000000-0000-4000-8000-000000000000';
const page = '/teams/payments/environments/prod/conformance';
const waives = { page, by: 'alex', others: ['audra', 'dana', 'vera', 'tara', 'nora'] } as const;
const pauses = { ...waives, page: '/teams/payments/environments/prod/activity' } as const;
const retries = { page: '/admin/provisioner', by: 'alex', others: ['audra', 'dana', 'tara'] } as const;
const retried = /"ok":true|was asked for already/;
const retriedAll = /"ok":true|No environment is stuck/;
// Dana may; the run is one of many that the demo's environments get.
const runs = { page, by: 'dana', others: ['audra', 'eli', 'vera', 'tara', 'nora'] } as const;
const environment = { team: 'payments', environment: 'prod' };
const unknown = { check: 'perhaps', reason: 'For the tests only.', days: '7' };
const asked = /"ok":true|on their way already/;

/** The actions on the platform's settings and on conformance. */
export const platformActions: Record<string, ActionRow> = {
  'lib/actions/platform.ts#previewPlatformAction': {
    ...network,
    args: () => [{ settings }],
    heard: /"ok":true/,
  },
  'lib/actions/platform.ts#changePlatformAction': {
    ...network,
    args: () => [{ baseVersion: stale, settings, reason: 'Try.' }],
    heard: /STALE/,
  },
  'app/(portal)/admin/network/actions.ts#changeSettings': {
    ...network,
    args: () => [stale, null, form(platformValues(settings))],
    heard: /"review":\{/,
  },
  'lib/actions/rules.ts#simulateRulesAction': {
    ...ruled,
    args: () => [{ baseVersion: stale, days: 1, rules: [] }],
    heard: /STALE/,
  },
  'lib/actions/rules.ts#switchOnRulesAction': {
    ...tried,
    args: () => [{ simulation: missing, reason: 'Try.' }],
    heard: /The simulation was not found/,
  },
  'app/(portal)/admin/rules/actions.ts#simulate': {
    ...ruled,
    args: () => [stale, null, form({ days: '1' })],
    heard: /switched on meanwhile/,
  },
  'app/(portal)/admin/rules/actions.ts#switchOn': {
    ...tried,
    args: () => [missing, null, form({ reason: 'Try.' })],
    heard: /The simulation was not found/,
  },
  'lib/actions/environment.ts#pauseHealingAction': {
    ...pauses,
    args: () => [{ ...environment, reason: 'For the tests only.', hours: 1 }],
    heard: /"ok":true|is paused already/,
  },
  'lib/actions/environment.ts#resumeHealingAction': {
    ...pauses,
    args: () => [environment],
    heard: /"ok":true|is not paused/,
  },
  'app/(portal)/teams/[team]/environments/[environment]/(tabs)/actions.ts#pauseHealing': {
    ...pauses,
    args: () => ['payments', 'prod', form({ reason: 'For the tests only.', hours: '1' })],
    heard: /"ok":true|is paused already/,
  },
  'app/(portal)/teams/[team]/environments/[environment]/(tabs)/actions.ts#resumeHealing': {
    ...pauses,
    args: () => ['payments', 'prod', form({})],
    heard: /"ok":true|is not paused/,
  },
  'lib/actions/provisioner.ts#retryEnvironmentAction': {
    ...retries,
    args: () => [environment],
    heard: retried,
  },
  'lib/actions/provisioner.ts#retryStuckAction': { ...retries, args: () => [{}], heard: retriedAll },
  'app/(portal)/admin/provisioner/actions.ts#retry': {
    ...retries,
    args: () => ['payments', 'prod'],
    heard: retried,
  },
  'app/(portal)/admin/provisioner/actions.ts#retryAll': { ...retries, args: () => [], heard: retriedAll },
  'lib/actions/conformance.ts#requestRunAction': { ...runs, args: () => [environment], heard: asked },
  'lib/actions/conformance.ts#waiveCheckAction': {
    ...waives,
    args: () => [{ ...environment, ...unknown }],
    heard: /The check was not found/,
  },
  'lib/actions/conformance.ts#endWaiverAction': {
    ...waives,
    args: () => [{ ...environment, check: 'perhaps' }],
    heard: /The waiver was not found/,
  },
  'app/(portal)/teams/[team]/environments/[environment]/(tabs)/conformance/actions.ts#runChecks': {
    ...runs,
    args: () => ['payments', 'prod'],
    heard: asked,
  },
  'app/(portal)/teams/[team]/environments/[environment]/(tabs)/conformance/actions.ts#waive': {
    ...waives,
    args: () => ['payments', 'prod', form(unknown)],
    heard: /The check was not found/,
  },
  'app/(portal)/teams/[team]/environments/[environment]/(tabs)/conformance/actions.ts#endWaiver': {
    ...waives,
    args: () => ['payments', 'prod', form({ check: 'perhaps' })],
    heard: /The waiver was not found/,
  },
};
