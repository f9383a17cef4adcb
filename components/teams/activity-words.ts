import type { AuditView } from '#lib/domain/views.ts';

const verbs: Record<string, string> = {
  'request.submit': 'sent request',
  'request.approve': 'approved request',
  'request.approve-automatically': 'got, within the budget, request',
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
  'environment.finalize': 'finished deleting',
  'membership.create': 'added',
  'membership.add': 'added',
  'membership.change-role': 'changed the role of',
  'membership.remove': 'removed',
  'team.create': 'created team',
  'team.update': 'edited team',
  'team.archive': 'archived team',
  'team.set-budget': 'changed the budget of',
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
