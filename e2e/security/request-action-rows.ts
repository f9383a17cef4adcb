import { form } from './action-body.ts';
import type { ActionRow } from './action-rows.ts';
import type { ActionWorld } from './action-world.ts';

const stale = 999_999;

const quotaOf = ({ spec }: ActionWorld) =>
  Object.fromEntries(Object.entries(spec.quota).map(([key, bounds]) => [key, bounds.default]));
// The name is taken: who may ask is told so, and nothing is written.
const wish = (world: ActionWorld) => ({
  ...{ classSlug: 'qa', classVersion: world.classVersion, slug: 'prod' },
  ...{ quota: quotaOf(world), lifetimeDays: world.spec.lifetimeDays },
});
const wishForm = (world: ActionWorld) => {
  const amounts = Object.entries(quotaOf(world)).map(([key, text]) => [`quota.${key}`, text]);
  const { classVersion, lifetimeDays, ...rest } = wish(world);
  const numbers = { classVersion: String(classVersion), lifetimeDays: String(lifetimeDays ?? '') };
  return form({
    slug: rest.slug,
    classSlug: rest.classSlug,
    ...numbers,
    ...Object.fromEntries(amounts),
    reason: 'Try.',
  });
};
const target = { team: 'payments', environment: 'prod', namespace: 'payments-prod' };
const taken = /payments-prod|already|taken/;

const ask = {
  page: '/teams/payments/environments/new',
  by: 'eli',
  others: ['vera', 'tara', 'audra', 'nora'],
} as const;
const change = { ...ask, page: '/teams/payments/environments/prod/change' } as const;
const read = { page: '/requests/[number]', by: 'eli', others: ['tara', 'nora', 'audra'] } as const;
const own = { by: 'nora', others: [] } as const;
const subject = { type: 'create-environment', team: 'payments', environment: null };

/** The actions by which people ask, comment and decide. */
export const requestActions: Record<string, ActionRow> = {
  'lib/actions/request.ts#submitRequestAction': {
    ...ask,
    args: (world) => [{ ...subject, payload: wish(world), reason: 'Try.' }],
    heard: taken,
  },
  'lib/actions/request.ts#previewRequestAction': {
    ...ask,
    args: (world) => [{ ...subject, payload: wish(world) }],
    heard: /"ok":true/,
  },
  'lib/actions/request.ts#withdrawRequestAction': {
    ...read,
    args: ({ number }) => [{ number, version: stale }],
    heard: /STALE/,
  },
  'lib/actions/request.ts#commentRequestAction': {
    ...read,
    args: ({ number }) => [{ number, body: 'A comment of the tests.' }],
    heard: /"ok":true/,
  },
  'lib/actions/request.ts#decideRequestAction': {
    ...{ page: '/requests/[number]', by: 'alex', others: ['eli', 'dana', 'vera', 'tara', 'audra', 'nora'] },
    args: ({ number }) => [{ number, version: stale, verdict: 'rejected', reason: 'No.' }],
    heard: /STALE/,
  },
  'app/(portal)/requests/[number]/actions.ts#addComment': {
    ...read,
    args: ({ number }) => [number, null, form({ body: 'A comment of the tests.' })],
    heard: /^1:null$/m,
  },
  'app/(portal)/requests/[number]/actions.ts#withdraw': {
    ...read,
    args: ({ number }) => [number, stale],
    heard: /has changed|meanwhile/,
  },
  'app/(portal)/teams/[team]/environments/new/actions.ts#askForEnvironment': {
    ...ask,
    args: (world) => ['payments', null, wishForm(world)],
    heard: taken,
  },
  'app/(portal)/teams/[team]/environments/new/actions.ts#previewEnvironment': {
    ...ask,
    args: (world) => ['payments', wish(world)],
    heard: /"ok":true/,
  },
  'app/(portal)/teams/[team]/environments/new/actions.ts#keepDraft': {
    ...{ page: '/teams/payments/environments/new', by: 'eli', others: [] },
    args: () => ['payments', { slug: 'kept' }],
    heard: /"ok":true/,
  },
  'app/(portal)/teams/[team]/environments/[environment]/change/actions.ts#askForChange': {
    ...change,
    args: () => [
      'extend-environment',
      { ...target, generation: stale },
      null,
      form({ days: '7', reason: 'Try.' }),
    ],
    heard: /has changed|meanwhile/,
  },
  'app/(portal)/teams/[team]/environments/[environment]/change/actions.ts#previewChange': {
    ...change,
    args: ({ generation }) => ['delete-environment', { ...target, generation }, { generation }],
    heard: /"ok":true/,
  },
  'lib/actions/environment.ts#undoDeleteAction': {
    ...{ page: '/teams/payments/environments/prod', by: 'dana', others: ['vera', 'tara', 'audra', 'nora'] },
    args: () => [{ team: 'payments', environment: 'prod' }],
    heard: /CONFLICT/,
  },
  'app/(portal)/teams/[team]/environments/[environment]/(tabs)/actions.ts#undoDeletion': {
    ...{ page: '/teams/payments/environments/prod', by: 'dana', others: ['vera', 'tara', 'audra', 'nora'] },
    args: () => ['payments', 'prod'],
    heard: /not being deleted/,
  },
  'lib/actions/draft.ts#saveDraftAction': {
    ...{ page: '/teams/payments/environments/new', by: 'eli', others: [] },
    args: () => [{ form: 'tests', values: { slug: 'kept' } }],
    heard: /"ok":true/,
  },
  'app/(portal)/teams/join/actions.ts#askToJoin': {
    ...{ ...own, page: '/teams/join' },
    args: () => [null, form({ teamId: 'perhaps', role: 'viewer', reason: 'Try.' })],
    heard: /was not found/,
  },
  'app/(portal)/teams/new/actions.ts#askForTeam': {
    ...{ ...own, page: '/teams/new' },
    args: () => [null, form({ slug: 'payments', name: 'Twice', reason: 'Try.' })],
    heard: /already|taken/,
  },
  // Each posts with a session of his own, so that nobody else is signed out.
  'lib/actions/session.ts#signOutAction': {
    ...{ ...own, page: '/' },
    args: () => [],
    heard: /signed-out/,
  },
};
