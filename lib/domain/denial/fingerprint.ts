import type { Denial } from './denial.ts';

/** What makes two refusals the same one: what was not kept, not by how much. For one owner and sort of object. */
export function shapeOf(denial: Denial): string {
  switch (denial.kind) {
    case 'quota':
      return `quota ${denial.quota} ${denial.shortages.map(({ key }) => key).sort()}`;
    case 'unspecified':
      return `unspecified ${denial.quota} ${denial.missing.map(({ key }) => key).sort()}`;
    case 'limits':
      return `limits ${denial.violations.map(({ bound, resource, per }) => `${bound} ${resource} ${per}`)}`;
    case 'pod-security':
      return `pod-security ${denial.violations.map(({ check, detail }) => `${check} ${detail}`)}`;
    case 'policy':
      return `policy ${denial.policy} ${denial.text}`;
    case 'webhook':
      return `webhook ${denial.webhook} ${denial.answered ? denial.text : 'does not answer'}`;
    case 'missing':
      return `missing ${denial.what} ${denial.name}`;
    case 'invalid':
      return `invalid ${denial.field} ${denial.text}`;
    case 'terminating':
      return 'terminating';
    case 'other':
      return `other ${denial.text}`;
  }
}
