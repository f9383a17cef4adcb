import type { Tone } from '#components/ui/tone.ts';
import { findCondition } from '#lib/domain/condition.ts';
import type { EnvironmentView } from '#lib/domain/environment-views.ts';
import { percent } from '#lib/domain/percent.ts';
import { type ChangeType, changeHref, environmentHref } from './environment-href.ts';

export type AttentionPoint = {
  id: string;
  tone: Extract<Tone, 'danger' | 'warning' | 'info'>;
  title: string;
  text: string;
  /** The one thing to do about it. */
  action?: { label: string; href: string };
};

const day = 86_400_000;

/** What a person should know or do about this environment, worst first. `canRequest` adds the ways to ask for a change. */
export function attentionPoints(
  environment: EnvironmentView,
  now: number,
  canRequest: boolean,
): AttentionPoint[] {
  const ask = (label: string, type: ChangeType) =>
    canRequest && environment.deleteAfter === null
      ? { action: { label, href: changeHref(environment, type) } }
      : {};
  const points = [
    ...stalled(environment),
    ...failed(environment),
    ...drift(environment),
    ...quota(environment, ask('Ask for more', 'resize')),
    ...expiry(environment, now, ask('Ask to extend', 'extend')),
    ...newerClass(environment, ask('Ask to upgrade', 'upgrade')),
  ];
  const rank = { danger: 0, warning: 1, info: 2 };
  return points.sort((one, other) => rank[one.tone] - rank[other.tone]);
}

type Ask = Pick<AttentionPoint, 'action'>;

function stalled({ conditions }: EnvironmentView): AttentionPoint[] {
  const condition = findCondition(conditions, 'Stalled');
  if (condition?.status !== 'True') return [];
  const text = `${condition.message} It goes on when this is solved; the platform team sees it too.`;
  return [{ id: 'stalled', tone: 'danger', title: 'Nothing more is tried', text }];
}

function failed({ objects }: EnvironmentView): AttentionPoint[] {
  return objects
    .filter(({ step }) => step === 'failed')
    .map(({ kind, name, message }) => ({
      id: `failed-${kind}-${name}`,
      tone: 'danger',
      title: `${kind} ${name} could not be written`,
      text: message,
    }));
}

function drift({ conditions, team, slug }: EnvironmentView): AttentionPoint[] {
  const condition = findCondition(conditions, 'Drifted');
  if (condition?.status !== 'True') return [];
  const action = { label: 'Show the drift', href: environmentHref(team.slug, slug, 'activity') };
  return [
    {
      id: 'drifted',
      tone: 'warning',
      title: 'Someone changed a managed object',
      text: condition.message,
      action,
    },
  ];
}

function quota({ quota: lines }: EnvironmentView, ask: Ask): AttentionPoint[] {
  return lines
    .filter(({ level }) => level === 'full' || level === 'warning')
    .map(({ key, label, level, ratio, usedText, hardText }) => ({
      id: `quota-${key}`,
      tone: level === 'full' ? 'danger' : 'warning',
      title:
        level === 'full'
          ? `${label}: quota is full`
          : `${label}: ${percent(ratio ?? 0)} of the quota is used`,
      text: `${usedText ?? 'unknown'} of ${hardText} in use.${level === 'full' ? ' New pods or objects that need more are refused.' : ''}`,
      ...ask,
    }));
}

function expiry({ expiresAt, deleteAfter }: EnvironmentView, now: number, ask: Ask): AttentionPoint[] {
  if (expiresAt === null || deleteAfter !== null) return [];
  const left = Date.parse(expiresAt) - now;
  if (left > 7 * day) return [];
  const days = Math.floor(left / day);
  const when =
    left <= 0
      ? 'It has expired'
      : days < 1
        ? 'It expires today'
        : `It expires in ${days} ${days === 1 ? 'day' : 'days'}`;
  const text = 'An expired environment is deleted with everything in it.';
  return [{ id: 'expiry', tone: 'warning', title: when, text, ...ask }];
}

function newerClass(
  { class: { name, version, latestVersion } }: EnvironmentView,
  ask: Ask,
): AttentionPoint[] {
  if (latestVersion <= version) return [];
  const text = `This environment follows version ${version}. The upgrade is a request that shows each difference.`;
  return [{ id: 'class', tone: 'info', title: `Class ${name} has version ${latestVersion}`, text, ...ask }];
}
