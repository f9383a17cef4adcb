import type { AuditView } from '#lib/domain/views.ts';

const verbs: Record<string, string> = {
  'request.submit': 'asked for',
  'request.approve': 'approved',
  'request.reject': 'rejected',
  'request.withdraw': 'withdrew',
  'request.comment': 'commented on',
  'environment.create': 'created environment',
  'environment.resize': 'changed the quota of',
  'environment.extend': 'extended',
  'environment.upgrade': 'upgraded the class of',
  'environment.delete': 'began to delete',
  'environment.undo-delete': 'took back the deletion of',
  'environment.ready': 'reported as ready:',
  'environment.heal': 'put back by hand changed objects of',
  'environment.finalize': 'finished deleting',
  'membership.create': 'added member',
  'membership.update': 'changed the role of',
  'membership.remove': 'removed member',
  'membership.delete': 'removed member',
  'team.create': 'created team',
  'team.update': 'edited team',
  'team.archive': 'archived team',
  'team.set-budget': 'changed the budget of',
  'budget.update': 'changed the budget of',
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
