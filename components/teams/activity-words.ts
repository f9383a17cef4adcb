import type { AuditView } from '#lib/domain/views.ts';

const verbs: Record<string, string> = {
  'request.submit': 'sent request',
  'request.approve': 'approved request',
  'request.approve-automatically': 'got, by a rule, request',
  'request.reject': 'rejected request',
  'request.withdraw': 'withdrew request',
  'request.comment': 'commented on request',
  'environment.create': 'created',
  'environment.resize': 'changed the quota of',
  'environment.extend': 'extended',
  'environment.upgrade': 'upgraded the class of',
  'environment.delete': 'began to delete',
  'environment.undo-delete': 'took back the deletion of',
  'environment.ready': 'made and verified',
  'environment.heal': 'put back what was changed by hand in',
  'environment.leave-drift': 'left a change by hand, as healing is paused, in',
  'environment.pause-healing': 'paused healing of',
  'environment.resume-healing': 'ended the pause of healing of',
  'environment.retry': 'asked for another try of',
  'environment.finalize': 'finished deleting',
  'conformance.run': 'asked for the checks of',
  'conformance.waive': 'waived a check of',
  'conformance.end-waiver': 'ended the waiver of a check of',
  'membership.create': 'added',
  'membership.add': 'added',
  'membership.change-role': 'changed the role of',
  'membership.remove': 'removed',
  'group-mapping.add': 'let a role be given by the group',
  'group-mapping.remove': 'ended what is given by the group',
  'team.create': 'created team',
  'team.update': 'edited team',
  'team.archive': 'archived team',
  'platform.change': 'changed',
  'capacity.change': 'changed',
  'rules.switch-on': 'switched on',
  'team.set-budget': 'changed the budget of',
  'alert.change-settings': 'changed the alerts of',
  'alert.add-webhook': 'added a webhook to',
  'alert.remove-webhook': 'removed a webhook from',
  'quota.move': 'moved quota to another environment from',
  'quota.cancel-move': 'took back a move of quota from',
};

/** What was done, to be read between the actor and the object. An action without words is named as it is. */
export function activityVerb({ action }: Pick<AuditView, 'action'>): string {
  return verbs[action] ?? action;
}

/** Where the object is looked at; undefined for what has no page of its own. */
export function activityHref({ objectType, objectName, team }: AuditView): string | undefined {
  const number = /^#?(\d+)\b/.exec(objectName)?.[1];
  if (objectType === 'request' && number) return `/requests/${number}`;
  if (objectType === 'environment' && team) return environmentPage(team, objectName);
  return undefined;
}

function environmentPage(team: string, name: string): string {
  const slug = name.startsWith(`${team}-`) ? name.slice(team.length + 1) : name;
  return `/teams/${team}/environments/${slug}`;
}
