import type { ClassSpec, ResourceAmounts } from '../environment-class.ts';
import type { Denial, LimitViolation, Refusal } from './denial.ts';
import { explainQuota } from './explain-quota.ts';
import { podSecurityFix } from './pod-security-fix.ts';
import { limitsFix, resourcesFix } from './resources-fix.ts';

/** What an explanation may lean on: the environment as it is now. */
export interface DenialContext {
  spec: ClassSpec;
  /** The quota that is granted now, and what the cluster counted last. */
  hard: ResourceAmounts;
  used: ResourceAmounts;
}

/** A refusal in plain words: why, what to do, and what can be filled in or copied. */
export interface Explanation {
  reason: string;
  advice: string;
  /** The amounts of a resize that would make room; null where size is not the matter or the class has no more. */
  resize: { quota: ResourceAmounts; label: string } | null;
  /** The part of a manifest as it would be accepted; null where there is none to show. */
  yaml: string | null;
}

/** Puts a refusal into words. Pure: the same refusal and environment give the same text. */
export function explainRefusal({ denial, resource }: Refusal, context: DenialContext): Explanation {
  switch (denial.kind) {
    case 'quota':
      return explainQuota(denial.quota, denial.shortages, context);
    case 'unspecified':
      return explainUnspecified(denial, context);
    case 'limits':
      return {
        ...nothingToFill,
        reason: sentences(denial.violations.map(limitSentence)),
        advice: 'Change the resources of the containers to what the limits allow.',
        yaml: limitsFix(denial.violations),
      };
    case 'pod-security':
      return {
        ...nothingToFill,
        reason: `Pod Security “${denial.level}” does not allow: ${denial.violations.map(({ check, detail }) => (detail === '' ? check : `${check} (${detail})`)).join(', ')}.`,
        advice: 'Set these fields in the manifest and apply it again.',
        yaml: podSecurityFix(denial.violations),
      };
    case 'policy':
      return explainPolicy(denial);
    case 'webhook':
      return {
        ...nothingToFill,
        reason: denial.answered
          ? `The webhook ${denial.webhook} of this cluster said: ${denial.text || 'no'}`
          : `The webhook ${denial.webhook} of this cluster did not answer, and without its answer nothing is made.`,
        advice: denial.answered
          ? 'Change the object as it says. It is not a rule of Bailiwick; whoever runs the webhook can tell more.'
          : 'Nothing in your manifest is wrong. Tell the platform team that this webhook is down.',
      };
    case 'missing':
      return {
        ...nothingToFill,
        reason: `There is no ${denial.what} “${denial.name}”${denial.what === 'ServiceAccount' ? ' in this namespace' : ' in this cluster'}.`,
        advice: `${denial.what === 'ServiceAccount' ? 'Create it first, or' : 'Ask the platform team which there are, or'} leave ${missingField[denial.what]} out.`,
      };
    case 'invalid':
      return {
        ...nothingToFill,
        reason: `${denial.field === '' ? 'A field' : `The field ${denial.field}`} is not valid: ${denial.text}`,
        advice: 'Correct the field in the manifest and apply it again.',
      };
    case 'terminating':
      return {
        ...nothingToFill,
        reason: 'The namespace is being deleted, and takes nothing new.',
        advice: 'Wait until it is gone, then ask for the environment again.',
      };
    case 'other':
      return {
        ...nothingToFill,
        reason: `The cluster said: ${denial.text}`,
        advice: `Change the ${resource ?? 'object'} as it says. The platform team can tell more.`,
      };
  }
}

const nothingToFill = { resize: null, yaml: null };
const missingField = {
  ServiceAccount: 'serviceAccountName',
  PriorityClass: 'priorityClassName',
  RuntimeClass: 'runtimeClassName',
};

function sentences(texts: readonly string[]): string {
  return texts.map((text) => `${text}.`).join(' ');
}

function explainUnspecified(
  { quota, missing }: Extract<Denial, { kind: 'unspecified' }>,
  { spec }: DenialContext,
): Explanation {
  const said = missing.map(({ key, containers }) =>
    containers.length === 0 ? key : `${key} of ${containers.join(', ')}`,
  );
  return {
    ...nothingToFill,
    reason: `The quota ${quota} counts ${said.join('; ')}, and nothing was said about it.`,
    advice: 'Say what each container needs. These are the defaults of the class:',
    yaml: resourcesFix(
      missing.flatMap(({ containers }) => containers),
      spec.containerDefaults,
    ),
  };
}

function limitSentence({ bound, resource, per, allowed, side, actual }: LimitViolation): string {
  if (bound === 'ratio')
    return `The limit of ${resource} may be ${allowed} times the request per ${per}, and ${actual === null ? 'one of the two is missing' : `is ${actual} times`}`;
  const rule = `A ${per} may have ${bound === 'maximum' ? 'at most' : 'no less than'} ${allowed} of ${resource}`;
  return actual === null ? `${rule}, and has no ${side}` : `${rule}; its ${side} is ${actual}`;
}

function explainPolicy({ policy, rule, text }: Extract<Denial, { kind: 'policy' }>): Explanation {
  if (rule !== null)
    return {
      ...nothingToFill,
      reason: `The rule “${rule}” of this environment’s guardrails: ${text}`,
      advice: 'The Rules card on this page lists what the class allows.',
    };
  return {
    ...nothingToFill,
    reason: `The admission policy “${policy}” of this cluster: ${text}`,
    advice: 'It is not a rule of Bailiwick. Change the object as it says, or ask the platform team.',
  };
}
