/** Under which name the half-filled form that asks for an environment of the team is kept. */
export const environmentDraft = (teamSlug: string) => `create-environment:${teamSlug}`;

/** Text fields of a kept draft; anything else in it is dropped. */
export function draftValues(values: unknown): Record<string, string> {
  if (typeof values !== 'object' || values === null) return {};
  const texts = Object.entries(values).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  return Object.fromEntries(texts);
}
