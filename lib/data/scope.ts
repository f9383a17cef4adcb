/** Which teams' rows a query may touch. There is no third case, so a forgotten filter can't mean "all". */
export type Scope = { kind: 'all' } | { kind: 'teams'; ids: readonly string[] };

/** Filter over rows that carry a team's id; never undefined. */
export function inTeams(scope: Scope): { AND: { teamId: { in: string[] } }[] } {
  return { AND: scope.kind === 'all' ? [] : [{ teamId: { in: [...scope.ids] } }] };
}

/** Filter over teams themselves; never undefined. */
export function ofTeams(scope: Scope): { AND: { id: { in: string[] } }[] } {
  return { AND: scope.kind === 'all' ? [] : [{ id: { in: [...scope.ids] } }] };
}

/** For SQL: null stands for every team, and an empty array for none. */
export function scopeIds(scope: Scope): string[] | null {
  return scope.kind === 'all' ? null : [...scope.ids];
}
